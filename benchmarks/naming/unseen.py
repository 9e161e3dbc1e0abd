"""Wrong code by people who had not seen the catalogue: what does the learner's own check say?

Each file holds one function, written from its prompt alone. Its first lines say what is wrong and
where; they are blanked before the file is checked. What is said is compared with that line. Names
cannot be compared by a program: a person who read file and message wrote the names that are true of
it into ``reviewed.yaml``, and any other name counts as wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from autograder.data.grades import ExerciseGrade
from autograder.learner.file import check_file
from autograder.learner.keys import public_keys

FOLDER = Path(__file__).resolve().parents[1] / "unseen"
COLLECTIONS = {
    "held_out": (
        "written in November 2026 and read by nobody before these figures were taken. One piece of"
        " advice among them was wrong (134: the key W_o for W_c) and was mended afterwards"
    ),
    "held_out_first": (
        "kept apart until November 2026, when it was read for the first time and two kinds of false"
        " names (019, 037) were mended"
    ),
    "while_building": "at hand while it was built",
}
OF_VALUES = (
    "named",
    "explained",
    "located",
    "pattern",
    "difference",
    "wrong name",
    "other line",
    "passed",
)
OF_EXCEPTIONS = ("named", "advised", "explained", "exception", "wrong name")
_SLIP = re.compile(r"# slip: line (\d+): (.*)")
_NUMBERED = re.compile(r"\d+_(.+)")


@dataclass(frozen=True)
class Slip:
    """What is wrong in a file, in its writer's words, and the line."""

    line: int
    what: str


@dataclass(frozen=True)
class Told:
    """What one learner is told of one wrong function."""

    name: str
    slips: tuple[Slip, ...]
    grade: ExerciseGrade
    true_names: frozenset[str]

    @property
    def raises(self) -> bool:
        """Whether the function ends in an exception on ordinary inputs."""
        return self.grade.status == "raised"

    @property
    def right_line(self) -> bool:
        """Whether the line that is said is that of a slip."""
        place = self.grade.diagnosis.place if self.grade.diagnosis else ("", 0)
        return place[1] in {slip.line for slip in self.slips}

    @property
    def verdict(self) -> str:
        """One of `OF_VALUES`, or of `OF_EXCEPTIONS` where the function raised."""
        diagnosis = self.grade.diagnosis
        if diagnosis is None:
            return "passed"
        if diagnosis.kind == "named":
            names = {identity.slug for identity in diagnosis.identities}
            offered = {candidate.slug for candidate in diagnosis.undecided}
            true = names <= self.true_names and (names or offered & self.true_names)
            return "named" if true else "wrong name"
        if diagnosis.kind == "exception" and diagnosis.cause and diagnosis.cause.fact:
            return "advised"
        if diagnosis.kind in ("explained", "located"):
            return diagnosis.kind if self.right_line else "other line"
        return diagnosis.kind


def told(kit: Path, collection: str, only: str = "") -> list[Told]:
    """Check every file of a collection as its writer would at home, in a kit's folder.

    Parameters
    ----------
    kit
        The folder of a kit, with a folder for each unit.
    collection
        One of `COLLECTIONS`.
    only
        Take the files whose names begin like this.
    """
    folder = FOLDER / collection
    reviewed: Mapping[str, list[str]] = (YAML(typ="safe").load(FOLDER / "reviewed.yaml") or {}).get(
        collection
    ) or {}
    units = _units(kit)
    paths = sorted(folder.glob(f"{only}*.py"))
    if not paths:
        raise ValueError(f"no files {only}*.py in {folder}")
    found = []
    for path in paths:
        slug = _slug(path.stem, units)
        slips, text = _without_slips(path.read_text(encoding="utf-8"))
        names = frozenset(reviewed.get(path.stem, ()))
        found.append(Told(path.stem, slips, _checked(kit / units[slug], slug, text), names))
    return found


def counted(all_told: list[Told], raises: bool) -> Counter[str]:
    """How often each verdict was given, for functions that raise or for those that do not."""
    return Counter(item.verdict for item in all_told if item.raises == raises)


def report(kit: Path) -> list[str]:
    """What is said of both collections, as lines of Markdown."""
    lines = [
        "# Wrong code by people who had not seen the catalogue",
        "",
        (
            "What the learner's own check says of functions that were written from the prompts"
            " alone, by writers who saw nothing else of the project; they noted what is wrong, and"
            " in which line. *named*: a misconception that is true of the code, as a person found"
            " who read both. *explained*: the right line, with what has to change in it."
            " *located*: the right line. *pattern*: how right and wrong numbers are related."
            " *difference*: the numbers alone. *other line*: a line that the writer did not note,"
            " often a neighbour that uses what the noted line made. *advised*: an exception with a"
            " rule that says what to change; *exception*: one without."
        ),
        "",
    ]
    for name, what in COLLECTIONS.items():
        found = told(kit, name)
        lines += [f"## {name.replace('_', ' ').capitalize()}: {what}", ""]
        for raises, verdicts in ((False, OF_VALUES), (True, OF_EXCEPTIONS)):
            lines += _table(counted(found, raises), verdicts, raises)
        lines += ["What was not said as it should be:", ""]
        lines += [
            f"- {item.name}: {item.verdict}"
            for item in found
            if item.verdict not in ("named", "explained", "located", "advised")
        ]
        lines.append("")
    return lines


def _table(counter: Counter[str], verdicts: tuple[str, ...], raises: bool) -> list[str]:
    total = counter.total()
    causes = counter["named"] + counter["explained"] + counter["advised"]
    lines = causes + counter["located"]
    summary = (
        f"Told what to change: {causes} of {total} ({causes / total:.0%})."
        if raises
        else (
            f"Told the cause: {causes} of {total} ({causes / total:.0%}). Told the cause or the"
            f" right line: {lines} ({lines / total:.0%})."
        )
    )
    shown = [*verdicts, *(verdict for verdict in counter if verdict not in verdicts)]
    return [
        f"| {'raise' if raises else 'wrong values'} | {' | '.join(shown)} |",
        "|---" * (len(shown) + 1) + "|",
        f"| {total} | {' | '.join(str(counter[verdict]) for verdict in shown)} |",
        "",
        summary,
        "",
    ]


def _checked(keys: Path, slug: str, text: str) -> ExerciseGrade:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "learner.py"
        path.write_text(text, encoding="utf-8")
        grades = check_file(path, exercise=slug, folder=keys)
    return next(
        exercise for grade in grades for exercise in grade.exercises if exercise.slug == slug
    )


def _without_slips(text: str) -> tuple[tuple[Slip, ...], str]:
    slips = tuple(Slip(int(line), what) for line, what in _SLIP.findall(text))
    if not slips:
        raise ValueError("the first line must be '# slip: line N: what is wrong'")
    return slips, _SLIP.sub("#", text)


def _slug(stem: str, units: Mapping[str, str]) -> str:
    name = _NUMBERED.fullmatch(stem)
    fitting = [slug for slug in units if name and f"{name[1]}_".startswith(f"{slug}_")]
    if not fitting:
        raise ValueError(f"{stem}: the name should be NUMBER_EXERCISE_ANYTHING")
    return max(fitting, key=len)


def _units(kit: Path) -> dict[str, str]:
    """The unit of each exercise, by its slug."""
    return {
        exercise.slug: unit
        for folder in sorted(kit.iterdir())
        if folder.is_dir()
        for unit, key in public_keys(folder).items()
        for exercise in key.exercises
    }
