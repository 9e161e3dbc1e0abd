"""Gatewise's engine: exercises and submissions come in, and grades go out, each with its reasons.

Learners write ``from autograder import check`` and ``check(forget_gate)``. Authors import
`Exercise`, `Misconception` and what they are made of. The folders are the stages of a mark; read
`autograder.grade` first.
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
    """Load `check` and `Drawn` when they are first used, because most imports need neither."""
    if name == "check":
        from autograder.learner.notebook import check

        return check
    if name == "Drawn":
        from autograder.data.declared import Drawn

        return Drawn
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
