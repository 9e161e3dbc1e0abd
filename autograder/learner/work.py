"""A learner's folder: the units in it, the files of each, and which of them hold work.

A unit may have a notebook and a Python file. The one with work that was saved last counts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.learner.keys import KIT, SUFFIX, NoPublicKey, key_files, load_key
from autograder.learner.missing import KINDS, refuse_missing_keys, where_the_kit_is
from autograder.submission.read import Submission, UnreadableSubmission, read_submission
from autograder.submission.stubs import definition_in


@dataclass(frozen=True)
class KitFacts:
    """What a kit says about itself.

    Parameters
    ----------
    units
        The units in the course's order.
    ending
        What learners read after the last unit.
    experiment
        The module of the course's experiment, by its dotted name. Empty where there is none.
    """

    units: tuple[str, ...] = ()
    ending: str = ""
    experiment: str = ""

    def json(self) -> str:
        """The text of the file `KIT`."""
        return json.dumps(asdict(self)) + "\n"


@dataclass(frozen=True)
class WorkFile:
    """One file of a unit.

    Parameters
    ----------
    path
        Where it is.
    saved
        When it was saved, in seconds since 1970.
    submission
        What was read from it; None where it could not be read.
    written
        The exercises whose function it holds and that are no longer the stub.
    problem
        Why it could not be read.
    """

    path: Path
    saved: float
    submission: Submission | None = None
    written: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class UnitFolder:
    """The folder of one unit, with its public key."""

    unit: str
    folder: Path
    key_path: Path

    @property
    def key(self) -> AnswerKey:
        """The public key of the unit. Raises `autograder.data.answer_key.BadKey`."""
        return load_key(self.key_path)

    def files(self) -> list[WorkFile]:
        """The files of the unit, the one that counts first.

        Those with work come before those without, and then the ones that were saved last. Files
        that cannot be read come at the end.
        """
        paths = [path for kind in KINDS for path in self.folder.glob(f"*{kind}") if path.is_file()]
        found = [file for path in sorted(paths) if (file := read_work(path, self.key)) is not None]
        return sorted(
            found,
            key=lambda file: (file.submission is None, not file.written, -file.saved),
        )


def unit_folders(folder: Path) -> list[UnitFolder]:
    """The units in a folder, or in the nearest folder above it that has some, in course order.

    Raises
    ------
    NoPublicKey
        When there is none, or when a unit of the kit lacks its own.
    """
    refuse_missing_keys(folder)
    paths = key_files(folder)
    if not paths:
        where = folder.resolve()
        raise NoPublicKey(f"{where} is not a folder of a kit. {where_the_kit_is(where)}")
    units = [
        UnitFolder(path.name.removesuffix(SUFFIX), path.parent, path)
        for path in paths
        if path.is_file()
    ]
    order = _facts([units[0].folder, units[0].folder.parent]).units
    return sorted(
        units,
        key=lambda unit: (
            order.index(unit.unit) if unit.unit in order else len(order),
            unit.unit,
        ),
    )


def kit_units(folder: Path) -> list[UnitFolder]:
    """All units of the kit that a folder belongs to, in course order.

    In a unit's folder these are its neighbours as well. Raises `NoPublicKey` where there is none.
    """
    units = unit_folders(folder)
    above = units[0].folder.parent
    return unit_folders(above) if (above / KIT).is_file() else units


def kit_facts(folder: Path) -> KitFacts:
    """What the kit that a folder belongs to says about itself.

    Empty where it says nothing. Raises `NoPublicKey` where there is no unit in or above the folder.
    """
    place = unit_folders(folder)[0].folder
    return _facts([place, place.parent])


@dataclass(frozen=True)
class Choice:
    """The file to check, and the files of the same unit that hold work as well."""

    path: Path
    others: tuple[Path, ...] = ()


def choose_file(
    folder: Path, unit: str | None = None, exercise: str | None = None, keys: Path | None = None
) -> Choice:
    """The file in a folder to check: of those with work, the one that was saved last.

    Parameters
    ----------
    folder
        The folder of a kit or of a unit. With `keys`, any folder with files of a unit, or with a
        folder of that name.
    unit, exercise
        Only files of this unit, or of the unit with this exercise.
    keys
        Where the public keys are, if not in `folder`.

    Raises
    ------
    NoPublicKey
        There is no such unit or exercise, or no file for it.
    autograder.data.answer_key.BadKey
        A public key cannot be read.
    """
    units = unit_folders(keys or folder)
    if keys is not None:
        places = [folder / found.unit for found in units]
        units = [
            replace(found, folder=place if place.is_dir() else folder)
            for found, place in zip(units, places, strict=True)
        ]
    if exercise is not None:
        units = [find_unit(exercise, units)]
    if unit is not None:
        units = [found for found in units if found.unit == unit]
        if not units:
            names = ", ".join(found.unit for found in unit_folders(keys or folder))
            raise NoPublicKey(f"there is no unit {unit!r} here; there are {names}")
    best: list[WorkFile] = []
    for found in units:
        files = found.files()
        if files and (not best or _rank(files[0]) > _rank(best[0])):
            best = files
    if not best:
        raise NoPublicKey(
            f"no notebook (.ipynb) and no Python file (.py) of {units[0].unit} in"
            f" {units[0].folder}. Unpack the kit again beside this one, and take the file from it."
        )
    return Choice(best[0].path, tuple(file.path for file in best[1:] if file.written))


def find_work(slug: str, where: Path) -> tuple[UnitFolder, WorkFile]:
    """The unit of an exercise and the file that counts there.

    Parameters
    ----------
    slug
        The exercise.
    where
        The file itself, or a folder of the kit.

    Raises
    ------
    NoPublicKey
        There is no such exercise, or no file for it.
    autograder.submission.read.UnreadableSubmission
        The file cannot be read.
    autograder.data.answer_key.BadKey
        A public key cannot be read.
    """
    is_file = where.suffix in KINDS
    unit = find_unit(slug, kit_units(where.parent if is_file else where))
    path = where if is_file else choose_file(unit.folder).path
    file = read_work(path, unit.key)
    if file is None or file.submission is None:
        raise UnreadableSubmission(
            file.problem if file is not None else f"{path} holds nothing of unit {unit.unit}"
        )
    return unit, file


def _rank(file: WorkFile) -> tuple[bool, bool, float]:
    """What makes a file count before another one."""
    return file.submission is not None, bool(file.written), file.saved if file.written else 0.0


def find_unit(slug: str, units: Sequence[UnitFolder]) -> UnitFolder:
    """The unit that has an exercise. Raises `NoPublicKey` where none has, with what is close."""
    import difflib

    names: list[str] = []
    for unit in units:
        if unit.key.exercise(slug) is not None:
            return unit
        names += [exercise.slug for exercise in unit.key.exercises]
    close = difflib.get_close_matches(slug, names, 1)
    advice = f"Did you mean {close[0]}?" if close else f"There are {', '.join(names)}."
    raise NoPublicKey(f"no exercise is called {slug!r}. {advice}")


def read_work(path: Path, key: AnswerKey) -> WorkFile | None:
    """Read a file for one unit. None for one that has nothing to do with the unit."""
    try:
        saved = path.stat().st_mtime
        submission = read_submission(path, {key.unit: key})[0]
    except UnreadableSubmission as error:
        own = path.stem == key.unit
        return WorkFile(path, saved, problem=str(error)) if own else None
    except OSError:  # it was renamed or deleted just now
        return None
    written = tuple(
        exercise.slug
        for exercise in key.exercises
        if any(
            definition_in(chunk.source, exercise.slug, exercise.stub) == "defined"
            for chunk in submission.chunks
        )
    )
    return WorkFile(path, saved, submission, written)


def what_is_next(folder: Path, done: Sequence[str]) -> str:
    """What to do once all of some units has passed, in a sentence."""
    try:
        units = kit_units(folder)
    except NoPublicKey:
        return ""
    names = [unit.unit for unit in units]
    last = max((names.index(unit) for unit in done if unit in names), default=-1)
    if last + 1 < len(units):
        key = units[last + 1].key
        return f"Next: unit {key.unit}, “{key.title}”. Try `gatewise watch` in {key.unit}/."
    if len(units) == 1:
        return "That was the whole unit. `gatewise quiz` asks what you remember of it."
    words = ["That was the last unit.", kit_facts(folder).ending]
    return " ".join(filter(None, [*words, "`gatewise status` says whether anything is left."]))


def _facts(places: Sequence[Path]) -> KitFacts:
    """What the first readable file `KIT` in some folders says."""
    for place in places:
        try:
            found = json.loads((place / KIT).read_text(encoding="utf-8"))
            units = tuple(str(unit) for unit in found["units"])
            return KitFacts(units, str(found.get("ending", "")), str(found.get("experiment", "")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return KitFacts()
