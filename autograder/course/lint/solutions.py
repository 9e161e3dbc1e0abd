"""Find lines of a solution in text that learners get."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course.discover import Course

_TELLING = 16


def solution_lines(reference: Callable[..., Any]) -> list[str]:
    """The statements of a reference function without spaces, where they are long enough to tell."""
    function = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(reference)))).body[0]
    assert isinstance(function, ast.FunctionDef)
    statements = [
        node for part in function.body for node in ast.walk(part) if isinstance(node, ast.stmt)
    ]
    simple = [node for node in statements if not hasattr(node, "body")]
    lines = [
        _bare(node) for node in simple if not isinstance(getattr(node, "value", None), ast.Constant)
    ]
    return [line for line in dict.fromkeys(lines) if len(line) >= _TELLING]


def solutions_in(course: Course, folder: Path) -> list[tuple[Path, str]]:
    """Every solution line in the text files of a folder, such as a learners' kit.

    Where, and the line.
    """
    references = [exercise.reference for unit in course.units for exercise in unit.exercises]
    lines = [line for reference in references for line in solution_lines(reference)]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            bare = "".join(path.read_bytes().decode("utf-8", "ignore").split())
            found += [(path, line) for line in lines if line in bare]
    return found


def _bare(node: ast.stmt) -> str:
    return "".join(ast.unparse(node).removeprefix("return ").split())
