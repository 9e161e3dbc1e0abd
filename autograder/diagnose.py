"""Say which mistake was made, or show the difference; never guess."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.compare import Difference
from autograder.key import ExerciseKey, Mistake
from autograder.run import TaskRun


@dataclass(frozen=True)
class Diagnosis:
    """What went wrong in one exercise, in words.

    ``mistakes`` holds one or two ``(slug, replaced function)`` when known misconceptions explain every failing
    case; else ``generic`` names a generic finding ("transposed", "negated", …), or both are empty and the message shows
    the difference itself.
    """

    message: str
    next_step: str
    mistakes: tuple[tuple[str, str], ...] = ()
    generic: str = ""
    difference: Difference | None = None


def diagnose(key: ExerciseKey, run: TaskRun, differences: tuple[Difference | None, ...],
             mistakes: tuple[Mistake, ...]) -> Diagnosis:
    """Explain the failing cases (those whose difference is not ``None``)."""
    raise NotImplementedError


def follows(key: ExerciseKey, run: TaskRun, upstream: tuple[tuple[str, str], ...]) -> bool:
    """Whether the exercise is right, given these mistakes in the functions that it builds on (all cases agree)."""
    raise NotImplementedError
