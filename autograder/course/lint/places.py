"""Find the line in an author's file on which something is written.

An exercise or a misconception is an object when lint sees it. Its file is parsed to find the call
that made it, and in this call the argument that a problem is about.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.authoring import Exercise, Misconception, Unit
from autograder.course.discover import Held
from autograder.course.lint.problem import Place


@dataclass(frozen=True)
class Written:
    """The call that made an object.

    Parameters
    ----------
    file
        The file, relative to the course's root.
    tree
        The parsed file.
    call
        The call, or ``None`` where it was not found.
    names
        The names of the object's fields, in the order of the arguments.
    """

    file: str
    tree: ast.Module
    call: ast.Call | None
    names: tuple[str, ...]

    def at(self, field: str = "", text: str = "") -> Place:
        """Find the line of an argument, or of a text in it.

        Parameters
        ----------
        field
            The name of the argument; empty for the call itself.
        text
            A string that stands in the argument, such as the name of a case. It is looked for in
            the whole file where it is not there, because a helper may have written it.
        """
        argument = self._argument(field)
        for tree in (argument, self.tree) if text else ():
            for node in ast.walk(tree) if tree else ():
                if isinstance(node, ast.Constant) and node.value == text:
                    return Place(self.file, node.lineno)
        there = argument or self.call
        return Place(self.file, there.lineno if there else 1)

    def at_item(self, field: str, number: int) -> Place:
        """Find the line of an entry of a tuple that stands in an argument."""
        argument = self._argument(field)
        if isinstance(argument, (ast.Tuple, ast.List)) and number < len(argument.elts):
            return Place(self.file, argument.elts[number].lineno)
        return self.at(field)

    def _argument(self, field: str) -> ast.expr | None:
        if self.call is None or not field:
            return None
        given = dict(zip(self.names, self.call.args, strict=False))
        given |= {word.arg: word.value for word in self.call.keywords if word.arg}
        return given.get(field)


def exercise_written(held: Held[Exercise], root: Path) -> Written:
    """Find the call that made an exercise."""
    name = getattr(held.item.stub, "__name__", "")
    calls = list(_calls(held.module, "Exercise"))
    mine = [call for call in calls if _names(call) & {name}] or calls
    return _written(held.module, root, mine, Exercise)


def misconception_written(held: Held[Misconception], root: Path) -> Written:
    """Find the call that made a misconception: the one with its slug, and the function if named."""
    slug, replaces = held.item.slug, held.item.replaces
    calls = [call for call in _calls(held.module) if slug in _texts(call)]
    mine = [call for call in calls if replaces in _texts(call)] or calls
    return _written(
        held.module, root, mine or list(_calls(held.module, "Misconception")), Misconception
    )


def unit_written(module: ModuleType, root: Path) -> Written:
    """Find the call that made a unit."""
    return _written(module, root, list(_calls(module, "Unit")), Unit)


def function_place(function: Callable[..., Any], root: Path) -> Place:
    """The line of a function's ``def``, as far as it stands in a file of the course."""
    plain = inspect.unwrap(function)
    code = getattr(plain, "__code__", None)
    if code is None or not Path(code.co_filename).is_relative_to(root):
        return Place("")
    return Place(Path(code.co_filename).relative_to(root).as_posix(), code.co_firstlineno)


def module_file(module: ModuleType, root: Path) -> str:
    """The file of a module, relative to the course's root."""
    return Path(str(module.__file__)).resolve().relative_to(root).as_posix()


def _written(module: ModuleType, root: Path, calls: list[ast.Call], kind: type[Any]) -> Written:
    names = tuple(field.name for field in fields(kind))
    call = calls[0] if calls else None
    return Written(module_file(module, root), _tree(str(module.__file__)), call, names)


@lru_cache(maxsize=512)
def _tree(path: str) -> ast.Module:
    return ast.parse(Path(path).read_text(encoding="utf-8"))


def _calls(module: ModuleType, name: str = "") -> Iterator[ast.Call]:
    """The calls in a module's file, those of `name` alone where it is given."""
    for node in ast.walk(_tree(str(module.__file__))):
        if isinstance(node, ast.Call) and (not name or ast.unparse(node.func).endswith(name)):
            yield node


def _names(call: ast.Call) -> set[str]:
    arguments = [*call.args, *(word.value for word in call.keywords)]
    return {node.id for node in arguments if isinstance(node, ast.Name)}


def _texts(call: ast.Call) -> list[Any]:
    arguments = [*call.args, *(word.value for word in call.keywords)]
    return [node.value for node in arguments if isinstance(node, ast.Constant)]
