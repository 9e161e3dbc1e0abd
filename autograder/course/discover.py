"""Find a course and load what its modules hold.

A course is a folder with two packages, ``reference`` and ``exercises``. They are imported into the
process that asks, so ask in a process that is meant for that (`autograder.course.process`).
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Generic, TypeVar

from autograder.course.authoring import Exercise, Misconception, Unit

Kind = TypeVar("Kind")


class CourseError(Exception):
    """The course cannot be loaded or built.

    The message says which file, what was seen and what was expected.
    """


@dataclass(frozen=True)
class CourseUnit:
    """A unit of a course: a folder of exercises, in the order in which learners meet them."""

    slug: str
    title: str
    order: int
    folder: Path
    exercises: tuple[Exercise, ...]
    summary: str = ""


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


@dataclass(frozen=True)
class Held(Generic[Kind]):
    """Something that an author wrote, and the module that holds it."""

    item: Kind
    module: ModuleType


@dataclass(frozen=True)
class Package:
    """A folder of ``exercises/``, before anything is asked of what it holds."""

    slug: str
    module: ModuleType
    exercises: tuple[Held[Exercise], ...]
    misconceptions: tuple[Held[Misconception], ...]

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(str(self.module.__file__)).parent


def engine_root() -> Path:
    """The folder that holds the package ``autograder``: a clone, or where pip installed it."""
    return Path(__file__).resolve().parents[2]


def course_root() -> Path:
    """The course that this folder is in, or else the clone that this installation belongs to.

    Raises `CourseError` where there is neither.
    """
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "exercises").is_dir() and (place / "reference").is_dir():
            return place
    return default_root()


def default_root() -> Path:
    """The clone that this installation belongs to.

    Raises `CourseError` for an installed wheel, which holds no course.
    """
    root = engine_root()
    if (root / "exercises").is_dir() and (root / "reference").is_dir():
        return root
    raise CourseError(
        "there is no course here, and this installation holds none. Go to the folder of a course,"
        " or pass --from FOLDER with `reference/` and `exercises/`. `gatewise author new NAME`"
        " writes a new course."
    )


def load_course(root: Path) -> Course:
    """Import the course under `root` into *this* process and collect what its modules hold.

    The first entry of ``sys.path`` becomes the root, so call it in a process that is meant for
    that.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.

    Returns
    -------
    Course
        Units, exercises and misconceptions, each in its order.

    Raises
    ------
    CourseError
        A folder or a ``UNIT`` is missing, two things have the same name, or another course is
        loaded in this process.
    """
    root, packages = root.resolve(), collect(root)
    units = [_unit_of(package) for package in packages if package.exercises]
    misconceptions = [held.item for package in packages for held in package.misconceptions]
    _refuse_doubles([exercise.slug for unit in units for exercise in unit.exercises], "exercise")
    _refuse_doubles([f"{item.slug} in {item.replaces}" for item in misconceptions], "misconception")
    return Course(
        root,
        tuple(sorted(units, key=lambda unit: (unit.order, unit.slug))),
        tuple(sorted(misconceptions, key=lambda item: item.identity)),
    )


def collect(root: Path) -> tuple[Package, ...]:
    """Import the course under `root` into *this* process, and sort nothing out.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.

    Returns
    -------
    tuple of Package
        One for each folder of ``exercises/``, by name.

    Raises
    ------
    CourseError
        A folder is missing, or another course is loaded in this process.
    """
    root = root.resolve()
    _refuse_other_course(root)
    if sys.path[:1] != [str(root)]:
        sys.path.insert(0, str(root))
    _gather_reference(importlib.import_module("reference"))
    packages = []
    for info in pkgutil.iter_modules(importlib.import_module("exercises").__path__):
        if info.ispkg:
            module = importlib.import_module(f"exercises.{info.name}")
            modules = list(_modules(module))
            packages.append(
                Package(
                    info.name,
                    module,
                    tuple(_instances(modules, Exercise)),
                    tuple(_instances(modules, Misconception)),
                )
            )
    return tuple(packages)


def _refuse_other_course(root: Path) -> None:
    for name in ("reference", "exercises"):
        if not (root / name).is_dir():
            raise CourseError(
                f"{root} has no folder {name}/; a course has `reference/` and `exercises/`"
            )
        loaded = sys.modules.get(name)
        if loaded is not None and Path(str(loaded.__file__)).resolve().parent.parent != root:
            raise CourseError(f"{name} of another course is loaded already, from {loaded.__file__}")


def _unit_of(package: Package) -> CourseUnit:
    unit, exercises = (
        getattr(package.module, "UNIT", None),
        [held.item for held in package.exercises],
    )
    if not isinstance(unit, Unit):
        raise CourseError(
            f"{package.module.__file__} has exercises but no UNIT = Unit(title=…, order=…)"
        )
    return CourseUnit(
        package.slug,
        unit.title,
        unit.order,
        package.folder,
        tuple(sorted(exercises, key=lambda exercise: (exercise.order, exercise.slug))),
        unit.summary,
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


def _instances(modules: Iterable[ModuleType], kind: type[Kind]) -> list[Held[Kind]]:
    """What the modules hold of a kind: at their top level, or in a list or tuple there."""
    return [
        Held(item, module)
        for module in modules
        for value in vars(module).values()
        for item in (value if isinstance(value, (list, tuple)) else [value])
        if isinstance(item, kind)
    ]


def _refuse_doubles(names: list[str], what: str) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise CourseError(
            f"more than one {what} is named {', '.join(doubles)}; names are unique over the course"
        )
