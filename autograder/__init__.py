"""Gatewise's engine: exercises and submissions come in, and grades go out, each with its reasons.

Learners write ``from autograder import check`` and ``check(forget_gate)``. Authors import
`Exercise`, `Misconception` and what they are made of. The folders are the stages of a mark; read
`autograder.grade` first.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.course.authoring import (
        ANY_BATCH,
        ANY_LENGTH,
        FINITE,
        INPUTS,
        Axes,
        Exercise,
        Misconception,
        Picture,
        Recipe,
        Unit,
        fortran,
        hidden,
        layer_cases,
        read_only,
        saturated,
        single,
        visible,
    )
    from autograder.course.checks import example, finite_differences, second_implementation
    from autograder.data.criteria import RIGHT_VALUES, Criterion
    from autograder.data.declared import Drawn
    from autograder.data.tolerance import Tolerance
    from autograder.data.values import Seed
    from autograder.learner.notebook import check

__all__ = [
    "ANY_BATCH",
    "ANY_LENGTH",
    "FINITE",
    "INPUTS",
    "RIGHT_VALUES",
    "Axes",
    "Criterion",
    "Drawn",
    "Exercise",
    "Misconception",
    "Picture",
    "Recipe",
    "Seed",
    "Tolerance",
    "Unit",
    "check",
    "example",
    "finite_differences",
    "fortran",
    "hidden",
    "layer_cases",
    "read_only",
    "saturated",
    "second_implementation",
    "single",
    "visible",
]

_OLDEST = (3, 11)
if sys.version_info < _OLDEST:
    raise ImportError(
        f"Gatewise needs Python {'.'.join(map(str, _OLDEST))} or newer, and this is Python"
        f" {'.'.join(map(str, sys.version_info[:3]))} ({sys.executable}). Install a newer Python,"
        " then the kit as its README.md says."
    )

_MODULES = {
    "single": "course.authoring",
    "saturated": "course.authoring",
    "read_only": "course.authoring",
    "layer_cases": "course.authoring",
    "fortran": "course.authoring",
    "Picture": "course.authoring",
    "Axes": "course.authoring",
    "INPUTS": "course.authoring",
    "FINITE": "course.authoring",
    "ANY_LENGTH": "course.authoring",
    "ANY_BATCH": "course.authoring",
    "RIGHT_VALUES": "data.criteria",
    "Criterion": "data.criteria",
    "Drawn": "data.declared",
    "Exercise": "course.authoring",
    "Misconception": "course.authoring",
    "Recipe": "course.authoring",
    "Seed": "data.values",
    "Tolerance": "data.tolerance",
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
    try:
        module = import_module(f"{__name__}.{_MODULES[name]}")
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        raise ModuleNotFoundError(
            f"NumPy is missing in this Python ({sys.executable}). Run: pip install numpy. In a"
            " notebook: %pip install numpy",
            name=error.name,
        ) from None
    return getattr(module, name)
