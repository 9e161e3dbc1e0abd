"""Find lines of a solution in text that learners get."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.course.discover import Course

_LONG_ENOUGH = 16
_STEPS = 3
"""Operators and calls that make a formula one's own, whatever name its value gets."""


@lru_cache(maxsize=256)
def solution_lines(reference: Callable[..., Any]) -> tuple[str, ...]:
    """List the statements of a reference function that are long enough to give something away.

    Returns
    -------
    tuple of str
        The statements in their order, without spaces and without ``return``.
    """
    function = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(reference)))).body[0]
    assert isinstance(function, ast.FunctionDef)
    statements = [
        node for part in function.body for node in ast.walk(part) if isinstance(node, ast.stmt)
    ]
    simple = [node for node in statements if not hasattr(node, "body")]
    lines = [
        _bare(_telling(node))
        for node in simple
        if not isinstance(getattr(node, "value", None), ast.Constant)
    ]
    return tuple(line for line in dict.fromkeys(lines) if len(line) >= _LONG_ENOUGH)


def solutions_in(course: Course, folder: Path) -> list[tuple[Path, str]]:
    """Find every line of a solution in the files of a folder, such as a learner's kit.

    Parameters
    ----------
    course
        The course, loaded in this process.
    folder
        The folder, searched with all that is in it.

    Returns
    -------
    list of (Path, str)
        The file, and the line without spaces.
    """
    references = [exercise.reference for unit in course.units for exercise in unit.exercises]
    lines = [line for reference in references for line in solution_lines(reference)]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            bare = "".join(path.read_bytes().decode("utf-8", "ignore").split())
            found += [(path, line) for line in lines if line in bare]
    return found


def _telling(node: ast.stmt) -> ast.AST:
    """What gives a statement away: its value alone, where that is a formula of some length."""
    value = getattr(node, "value", None)
    if isinstance(value, ast.expr):
        steps = sum(isinstance(part, (ast.BinOp, ast.Call)) for part in ast.walk(value))
        if isinstance(node, ast.AnnAssign) or steps >= _STEPS:
            return value
    return node


def _bare(node: ast.AST) -> str:
    return "".join(ast.unparse(node).removeprefix("return ").split())
