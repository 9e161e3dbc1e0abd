"""Rules for the way a course loads: files that are Python, units that are found, unique names."""

from __future__ import annotations

import ast
import difflib
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from autograder.course.author_errors import explain_error
from autograder.course.authoring import Unit
from autograder.course.discover import Held, Package
from autograder.course.lint.places import (
    Written,
    exercise_written,
    misconception_written,
    module_file,
    unit_written,
)
from autograder.course.lint.problem import Place, Problem

Kind = TypeVar("Kind")


def unparsable(root: Path) -> Iterator[Problem]:
    """Find files that are not Python. Nothing can be loaded until they are."""
    for path in _files(root):
        try:
            with tokenize.open(path) as source:
                ast.parse(source.read(), filename=str(path))
        except (SyntaxError, UnicodeDecodeError, ValueError) as error:
            yield does_not_run(error, root, path)


def does_not_run(error: BaseException, root: Path, path: Path | None = None) -> Problem:
    """Report an exception that an author's file raised while it was loaded."""
    found = explain_error(error, root)
    file = found.file or (path.relative_to(root).as_posix() if path else "")
    return Problem(
        "python",
        file or "the course",
        f"{found.sentence[:1].upper()}{found.sentence[1:]} The file should load without an"
        " exception. Correct this line.",
        Place(file, found.line),
    )


def unfound(root: Path) -> Iterator[Problem]:
    """Find folders and modules with content that Python's import passes over."""
    for path in _files(root):
        inside = path.relative_to(root)
        folder = path.parent
        if folder != root / inside.parts[0] and not (folder / "__init__.py").is_file():
            yield Problem(
                "not found",
                inside.parent.as_posix(),
                "The folder has no `__init__.py`. Without one, nothing in it is part of the course."
                " Add the file.",
                Place(inside.as_posix(), 1),
            )
        elif not path.stem.isidentifier():
            yield Problem(
                "not found",
                inside.as_posix(),
                f"{path.stem!r} is no name of a Python module, so nothing in the file is part of"
                f" the course. Rename it to {_identifier(path.stem)}.py.",
                Place(inside.as_posix(), 1),
            )


def unit_problems(package: Package, root: Path) -> Iterator[Problem]:
    """Find folders of exercises without a sound ``UNIT``, and units without exercises."""
    names = vars(package.module)
    unit = names.get("UNIT")
    if isinstance(unit, Unit):
        yield from _unit_fields(package, unit, unit_written(package.module, root))
    elif package.exercises:
        seen = f"`UNIT` is {unit!r}" if "UNIT" in names else "The folder has no `UNIT`"
        near = difflib.get_close_matches("UNIT", names, 1)
        rename = f" Rename `{near[0]}`." if near and near != ["UNIT"] else ""
        yield Problem(
            "unit",
            package.slug,
            f"{seen}. A folder with exercises should hold `UNIT = Unit(title=…, order=…)`.{rename}",
            Place(module_file(package.module, root), _line_of_name(package, root)),
        )


def _unit_fields(package: Package, unit: Unit, written: Written) -> Iterator[Problem]:
    if not isinstance(unit.title, str) or not unit.title.strip():
        yield Problem(
            "unit",
            package.slug,
            f"Its title is {unit.title!r}. It should be a text that learners read. Write one.",
            written.at("title"),
        )
    if isinstance(unit.order, bool) or not isinstance(unit.order, (int, float)):
        yield Problem(
            "unit",
            package.slug,
            f"Its order is {unit.order!r}. It should be a number, such as 10.",
            written.at("order"),
        )
    if not package.exercises:
        yield Problem(
            "unit",
            package.slug,
            "No exercise was found in its folder. A unit should have one. Write"
            " `exercise = Exercise(…)` at the top level of a module whose name has no underscore in"
            " front.",
            written.at(),
        )


def same_names(packages: Sequence[Package], root: Path) -> Iterator[Problem]:
    """Find exercises, and misconceptions of one function, that have the same name."""
    exercises = [held for package in packages for held in package.exercises]
    for held, first in doubles(exercises, [held.item.slug for held in exercises]):
        place = exercise_written(held, root).at()
        yield Problem(
            "same name",
            held.item.slug,
            f"Another exercise has this name ({exercise_written(first, root).at()}). Names should"
            " be unique over the course. Rename one of the two stubs.",
            place,
        )
    wrong = [held for package in packages for held in package.misconceptions]
    for other, before in doubles(wrong, [held.item.identity for held in wrong]):
        yield Problem(
            "same name",
            f"{other.item.slug} in {other.item.replaces}",
            "Another misconception of this function has this slug"
            f" ({misconception_written(before, root).at()}). Slugs should be unique for each"
            " function. Rename one of the two.",
            misconception_written(other, root).at(),
        )


def doubles(
    items: Sequence[Held[Kind]], names: Iterable[object]
) -> Iterator[tuple[Held[Kind], Held[Kind]]]:
    """Pair each item with the first one of the same name, except that one itself."""
    first: dict[object, Held[Kind]] = {}
    for held, name in zip(items, names, strict=True):
        before = first.setdefault(name, held)
        if before is not held:
            yield held, before


def _line_of_name(package: Package, root: Path) -> int:
    """The line of an assignment in capital letters, else the first."""
    path = root / module_file(package.module, root)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).isupper():
            return node.lineno
    return 1


def _files(root: Path) -> list[Path]:
    return [
        path
        for folder in ("reference", "exercises")
        for path in sorted((root / folder).rglob("*.py"))
        if "__pycache__" not in path.parts
    ]


def _identifier(name: str) -> str:
    plain = "".join(letter if letter.isalnum() else "_" for letter in name)
    return plain if plain.isidentifier() else f"unit_{plain}"
