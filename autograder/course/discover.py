"""Find a course and load what its modules hold.

A course is a folder with two packages, ``reference`` and ``exercises``. They are imported into the
process that asks, so ask in a process that is meant for that (`autograder.course.process`).
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from autograder.course.authoring import Exercise, Misconception, Unit


class CourseError(Exception):
    """The course cannot be loaded or built.

    Says which file, what was seen and what was expected.
    """


@dataclass(frozen=True)
class CourseUnit:
    """One folder of exercises, in the order in which learners meet them."""

    slug: str
    title: str
    order: int
    summary: str
    folder: Path
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Course:
    """All that a course's folder holds."""

    root: Path
    units: tuple[CourseUnit, ...]
    misconceptions: tuple[Misconception, ...]

    def unit(self, slug: str) -> CourseUnit:
        """The unit with this slug. Raises `CourseError` where there is none."""
        for unit in self.units:
            if unit.slug == slug:
                return unit
        raise CourseError(
            f"no unit {slug!r} in {self.root}; there are"
            f" {', '.join(unit.slug for unit in self.units)}"
        )


def default_root() -> Path:
    """The clone that this installation belongs to.

    Raises `CourseError` for an installed wheel, which holds no course.
    """
    root = Path(__file__).resolve().parents[2]
    if (root / "exercises").is_dir() and (root / "reference").is_dir():
        return root
    raise CourseError(
        "this is a learner's installation, without the course's sources. To make a course, clone"
        " the repository and run `pip install -e '.[teach]'` in it, or pass --from FOLDER with"
        " `reference/` and `exercises/`."
    )


def load_course(root: Path) -> Course:
    """Import the course under `root` into *this* process and collect what its modules hold.

    The first entry of ``sys.path`` becomes the root; call it in a process that is meant for that.
    """
    root = root.resolve()
    for name in ("reference", "exercises"):
        if not (root / name).is_dir():
            raise CourseError(
                f"{root} has no folder {name}/; a course has `reference/` and `exercises/`"
            )
        loaded = sys.modules.get(name)
        if loaded is not None and Path(str(loaded.__file__)).resolve().parent.parent != root:
            raise CourseError(f"{name} of another course is loaded already, from {loaded.__file__}")
    if sys.path[:1] != [str(root)]:
        sys.path.insert(0, str(root))
    _gather_reference(importlib.import_module("reference"))
    package = importlib.import_module("exercises")
    units: list[CourseUnit] = []
    misconceptions: list[Misconception] = []
    for info in pkgutil.iter_modules(package.__path__):
        if not info.ispkg:
            continue
        module = importlib.import_module(f"exercises.{info.name}")
        held = [value for inner in _modules(module) for value in _values(inner)]
        misconceptions += [value for value in held if isinstance(value, Misconception)]
        exercises = [value for value in held if isinstance(value, Exercise)]
        if exercises:
            units.append(_unit(info.name, module, exercises))
    _refuse_doubles([exercise.slug for unit in units for exercise in unit.exercises], "exercise")
    _refuse_doubles([f"{item.slug} in {item.replaces}" for item in misconceptions], "misconception")
    return Course(
        root,
        tuple(sorted(units, key=lambda unit: (unit.order, unit.slug))),
        tuple(sorted(misconceptions, key=lambda item: item.identity)),
    )


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """Import a package and everything in it, folders in folders too.

    Names that start with ``_`` are left out.
    """
    yield package
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if info.ispkg:
            yield from _modules(module)
        else:
            yield module


def _gather_reference(package: ModuleType) -> None:
    """Let ``reference`` itself hold each public function of its modules.

    A new function needs no entry in a list.
    """
    for module in _modules(package):
        for name, value in list(vars(module).items()):
            own = (
                isinstance(value, FunctionType)
                and value.__module__ == module.__name__
                and not name.startswith("_")
            )
            if own and not callable(getattr(package, name, None)):
                setattr(package, name, value)


def _unit(slug: str, module: ModuleType, exercises: list[Exercise]) -> CourseUnit:
    unit = getattr(module, "UNIT", None)
    if not isinstance(unit, Unit):
        raise CourseError(f"{module.__file__} has exercises but no UNIT = Unit(title=…, order=…)")
    ordered = tuple(sorted(exercises, key=lambda exercise: (exercise.order, exercise.slug)))
    folder = Path(str(module.__file__)).parent
    return CourseUnit(slug, unit.title, unit.order, unit.summary, folder, ordered)


def _values(module: ModuleType) -> Iterator[Any]:
    """What stands at the top level of a module, and what lists and tuples there hold."""
    for value in vars(module).values():
        yield from value if isinstance(value, (list, tuple)) else (value,)


def _refuse_doubles(names: list[str], what: str) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise CourseError(
            f"more than one {what} is named {', '.join(doubles)}; names are unique over the course"
        )
