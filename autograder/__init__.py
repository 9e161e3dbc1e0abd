"""Gatewise's engine: answer keys, sandbox, comparison, diagnosis, scores, notebooks, reports and
the command line.

In a notebook, ``from autograder import check`` and ``check(forget_gate)``. Authors import
`Exercise`, `Misconception` and what they are made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.course.authoring import Exercise, Misconception, Recipe, Unit, hidden, visible
from autograder.data.criteria import RIGHT_VALUES, Criterion
from autograder.data.values import Seed

if TYPE_CHECKING:
    from autograder.data.declared import Drawn
    from autograder.learner.notebook import check

__all__ = [
    "RIGHT_VALUES",
    "Criterion",
    "Drawn",
    "Exercise",
    "Misconception",
    "Recipe",
    "Seed",
    "Unit",
    "check",
    "hidden",
    "visible",
]


def __getattr__(name: str) -> Any:
    """`check` is loaded when it is first asked for: authors and the grader do not need it."""
    if name == "check":
        from autograder.learner.notebook import check

        return check
    if name == "Drawn":
        from autograder.data.declared import Drawn

        return Drawn
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
