"""Findings about wrong values that need no knowledge of the exercise: transposed, negated, late by one step, …"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.compare import Difference
from autograder.key import ExerciseKey
from autograder.run import TaskRun


@dataclass(frozen=True)
class Finding:
    """A generic finding: its name, what it means in a sentence, and what to try."""

    name: str
    message: str
    next_step: str


def find_generic(key: ExerciseKey, run: TaskRun, differences: tuple[Difference | None, ...]) -> Finding | None:
    """The first generic relation that explains every failing case, ``None`` when none does."""
    return None
