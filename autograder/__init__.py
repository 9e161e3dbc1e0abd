"""Gatewise's engine: exercises and submissions come in, and grades go out, each with its reasons.

Learners write ``from autograder import check`` and ``check(forget_gate)``. Authors import
`Exercise`, `Misconception` and what they are made of. The folders are the stages of a mark; read
`autograder.grade` first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.course.authoring import Exercise, Misconception, Recipe, Unit, hidden, visible
    from autograder.course.checks import example, finite_differences, second_implementation
    from autograder.data.criteria import RIGHT_VALUES, Criterion
    from autograder.data.declared import Drawn
    from autograder.data.values import Seed
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
    "example",
    "finite_differences",
    "hidden",
    "second_implementation",
    "visible",
]


_MODULES = {
    "RIGHT_VALUES": "data.criteria",
    "Criterion": "data.criteria",
    "Drawn": "data.declared",
    "Exercise": "course.authoring",
    "Misconception": "course.authoring",
    "Recipe": "course.authoring",
    "Seed": "data.values",
    "Unit": "course.authoring",
    "check": "learner.notebook",
    "example": "course.checks",
    "finite_differences": "course.checks",
    "hidden": "course.authoring",
    "second_implementation": "course.checks",
    "visible": "course.authoring",
}


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: `gatewise --help` should not have to load NumPy."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
