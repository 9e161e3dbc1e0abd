"""What comes after passing: what a learner can do now, and another way to write the function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.data.answer_key import ExerciseKey
from autograder.data.grades import Afterwards, ExerciseGrade
from autograder.data.locked import unlock
from autograder.data.runs import Run

Calls = Sequence[Mapping[str, Any]]


def with_afterwards(
    grade: ExerciseGrade, exercise: ExerciseKey, run: Callable[[Calls], Sequence[Run]]
) -> ExerciseGrade:
    """The grade of an exercise, with what comes after passing where it has passed.

    Parameters
    ----------
    grade, exercise
        The grade, and the key of the exercise.
    run
        Runs the learner's function on further inputs.
    """
    if grade.status != "passed" or not exercise.afterwards:
        return grade
    form = ""
    if exercise.locked is not None:
        runs = run(exercise.locked.calls)
        form = unlock(exercise.locked, [found.value for found in runs])
    return replace(grade, afterwards=Afterwards(exercise.afterwards, form))
