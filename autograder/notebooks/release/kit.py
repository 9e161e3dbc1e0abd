"""The learners' kit.

A folder and a zip with all that learners need, and nothing that they must not have.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.preprocessors import ComputeChecksums, LockCells

from autograder.course.declaration import Declaration
from autograder.course.discover import engine_root
from autograder.course.kit_pairs import SUFFIX as PAIRS_SUFFIX
from autograder.course.questions import PracticeQuestions
from autograder.data.answer_key import AnswerKey
from autograder.learner.keys import KIT, SUFFIX
from autograder.learner.work import KitFacts
from autograder.notebooks.release.build import BuiltUnit
from autograder.notebooks.release.wheel import build_wheel

README = """# {title}

You need **Python 3.11 or newer** (https://www.python.org/downloads/): see `python3 --version`.

**Install**, in this folder:

    python3 -m venv venv                # Windows: py -m venv venv
    source venv/bin/activate            # Windows: venv\\Scripts\\activate
    pip install "./{wheel}" "./{wheel}[lab]"

`[lab]` adds JupyterLab, the quizzes and `gatewise watch`. Without it NumPy is enough to check
files. In each new terminal, run the second line again: otherwise `gatewise` is not found, or Python
and notebooks say `No module named 'autograder'` or `'numpy'`.

**Open**: `jupyter lab`, then a unit's notebook; or the same exercises in its `.py` file.
{units}

**Check** your work as often as you like:

| to … | in a notebook | in a terminal |
|---|---|---|
| check your work | run the cell under your function | `gatewise check` |
| check at each save, one exercise at a time | | `gatewise watch` |
| see how far you are, and what is next | | `gatewise status` |
| get a hint | | `gatewise hint {exercise}` |
| see a case in full | `check({exercise}).inputs` | `gatewise show {exercise}` |
| begin an exercise again | | `gatewise reset {exercise}` |
{rows}
A check shows what is right, names the misconception if it knows it, and says what to look at next.
`gatewise check` takes the file with work that you saved last; `gatewise check {first}/{first}.py`
names one. Each command says more with `--help`.

**Submit**: save your work. Submit the notebook *or* the `.py` file, under its own name, in the way
that your course says. Marks come from more cases than you see, so try your own inputs too: other
sizes, one example, large numbers. Keep the files `*{suffix}` and `*{pairs}` where they are: the
checks read them.
"""
"""The text of the kit's ``README.md``."""
QUIZ_ROW = "| test yourself with questions | run the cells with `quiz(…)` | `gatewise quiz` |"
EXPERIMENT_ROW = "| try out what you built | run the course's experiment | `gatewise experiment` |"
"""Lines of its table that not every course has."""


def release_form(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with its cells locked and with checksums.

    ``nbgrader generate_assignment`` releases the same.
    """
    resources: dict[str, object] = {}
    copy = nbformat.from_dict(notebook)
    for preprocessor in (LockCells(), ComputeChecksums()):
        copy, resources = preprocessor.preprocess(copy, resources)
    return copy


@dataclass(frozen=True)
class LearnersKey:
    """What a learner's check needs of one unit: its public key and the file with its pairs."""

    public: AnswerKey
    pairs: bytes


@dataclass(frozen=True)
class KitContents:
    """What goes into a kit.

    Parameters
    ----------
    units, keys
        The units as learners get them, and their answer keys in the same order.
    declared
        What the course declares about itself.
    questions
        The practice questions of the course.
    """

    units: Sequence[BuiltUnit]
    keys: Sequence[LearnersKey]
    declared: Declaration
    questions: PracticeQuestions


def build_kit(kit: Path, contents: KitContents, root: Path) -> Path:
    """Write the kit's folder and its zip.

    Parameters
    ----------
    kit
        The folder. What it holds is replaced. The zip gets its name with ``.zip`` added.
    contents
        What goes into it.
    root
        The course's root, where its tools for lessons are.

    Returns
    -------
    The path of the zip.

    Raises
    ------
    autograder.course.discover.CourseError
        When the wheel cannot be built.
    """
    shutil.rmtree(kit, ignore_errors=True)
    kit.mkdir(parents=True)
    declared, units = contents.declared, contents.units
    tools = root / declared.tools if declared.tools else None
    wheel = build_wheel(engine_root(), kit, tools)
    for unit, key in zip(units, contents.keys, strict=True):
        folder = kit / unit.unit
        write_unit(folder, unit, key, contents.questions, release_form(unit.notebook))
        (folder / f"{unit.unit}.py").write_text(unit.python, encoding="utf-8")
    contents.questions.write(kit, contents.questions.topics)
    (kit / "README.md").write_text(_readme(contents, wheel), encoding="utf-8")
    facts = KitFacts(tuple(unit.unit for unit in units), declared.ending, declared.experiment)
    (kit / KIT).write_text(facts.json(), encoding="utf-8")
    return zip_folder(kit, kit.with_suffix(".zip"))


def _readme(contents: KitContents, wheel: Path) -> str:
    """The text of the kit's ``README.md``, with the names of this course."""
    units = contents.units
    listed = "".join(
        f"\n{number}. `{unit.unit}/` — {unit.title}{f': {unit.summary}' if unit.summary else ''}"
        for number, unit in enumerate(units, 1)
    )
    rows = [QUIZ_ROW] if contents.questions.topics else []
    rows += [EXPERIMENT_ROW] if contents.declared.experiment else []
    return README.format(
        title=contents.declared.title or units[0].title,
        wheel=wheel.name,
        units=listed,
        first=units[0].unit,
        exercise=_example(contents),
        rows="".join(f"{row}\n" for row in rows),
        suffix=SUFFIX,
        pairs=PAIRS_SUFFIX,
    )


def _example(contents: KitContents) -> str:
    """An exercise for the README's examples: the first of the course."""
    return contents.keys[0].public.exercises[0].slug


def write_unit(
    folder: Path,
    unit: BuiltUnit,
    key: LearnersKey,
    questions: PracticeQuestions,
    notebook: nbformat.NotebookNode,
) -> None:
    """Write the notebook, the public key with its pairs, the questions and figures of one unit."""
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{unit.unit}.ipynb")
    key.public.save(folder / f"{unit.unit}{SUFFIX}")
    (folder / f"{unit.unit}{PAIRS_SUFFIX}").write_bytes(key.pairs)
    questions.write(folder, unit.topics)
    for place, path in unit.figures.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / place)


def zip_folder(folder: Path, target: Path) -> Path:
    """Write all files of a folder, under the folder's name, into a zip. Returns `target`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder.parent))
    return target
