"""The short form of a reference, locked until a learner's own function is right."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.course.authoring import Exercise, Recipe
from autograder.course.run_locally import fresh
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.locked import Locked, lock

_CALLS = 3
_CHECKED = re.compile(r"^\s*_check\w*\(.*\)\n", re.MULTILINE)
"""A line that only looks at the inputs."""
_ANNOTATED = re.compile(r"^(\s*\w+): [A-Z]\w* = ", re.MULTILINE)

DrawCase = Callable[[Recipe], dict[str, Any]]


def short_form(function: Callable[..., Any]) -> str:
    """The source of a function without its docstring, annotations and decorators."""
    function = inspect.unwrap(function)
    source = textwrap.dedent(inspect.getsource(function))
    found = ast.parse(source).body[0]
    assert isinstance(found, ast.FunctionDef)
    lines = source.splitlines()
    first = found.body[1] if ast.get_docstring(found) is not None else found.body[0]
    body = "\n".join(lines[_start(lines, first) : found.end_lineno])
    parameters = ", ".join(inspect.signature(function).parameters)
    plain = _ANNOTATED.sub(r"\1 = ", _CHECKED.sub("", body)).strip("\n")
    return f"def {found.name}({parameters}):\n{plain}\n"


def _start(lines: list[str], first: ast.stmt) -> int:
    """The index of the line that a body begins with, with the comments above it."""
    at = first.lineno - 1
    while lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def locked_form(exercise: Exercise, draw: DrawCase) -> Locked | None:
    """Lock the short form with what the reference returns on inputs that no case has.

    Parameters
    ----------
    exercise
        The exercise.
    draw
        Draws inputs in the way of a case.

    Returns
    -------
    Locked or None
        ``None`` for an exercise without one right answer.
    """
    recipes = [
        recipe
        for recipe in exercise.cases
        if recipe.criterion == RIGHT_VALUES
        and recipe.judge == "values"
        and not (recipe.visible or recipe.paired_with)
    ]
    if exercise.expect is not None or not recipes:
        return None
    calls = [draw(recipe) for recipe in recipes[:_CALLS]]
    with np.errstate(all="ignore"):
        results = [exercise.reference(*(fresh(value) for value in call.values())) for call in calls]
    return lock(short_form(exercise.reference), calls, results)
