"""`check(forget_gate)` in a notebook: the visible cases, run in the learner's own kernel.

What it says is for learning only: marks come from the sandbox and the hidden cases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import TaskRun
from autograder.grade import mark_exercise
from autograder.learner.keys import find_exercise
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text


@dataclass(frozen=True)
class CheckResult:
    """What `check` found: shows itself as rich HTML in a notebook and as text elsewhere; ``score``
    is a plain float.
    """

    grade: ExerciseGrade

    @property
    def score(self) -> float:
        return float(self.grade.score or 0.0)

    @property
    def passed(self) -> bool:
        return self.grade.status == "passed"

    def _repr_html_(self) -> str:
        return exercise_html(self.grade, visible_only=True)

    def __repr__(self) -> str:
        return exercise_text(self.grade, visible_only=True)


def check(
    function: Callable[..., Any], exercise: str | None = None, folder: str | Path = "."
) -> CheckResult:
    """Check your function against the visible cases of its exercise.

    Parameters
    ----------
    function
        Your function, under the name that the exercise asks for.
    exercise
        The exercise's name, where the function has another one.
    folder
        Where to look for the ``.public.key`` file that came with the notebook (its own folder, by
        default).

    Raises
    ------
    TypeError
        When `function` is not callable, for instance because it was called: ``check(f)``, not
        ``check(f())``.
    autograder.learner.keys.NoPublicKey
        When no key for this exercise lies in the folder or above it.
    """
    if not callable(function):
        raise TypeError(
            "check takes the function itself, as in check(forget_gate); this is"
            f" {type(function).__name__}. Leave out the parentheses after the function's name."
        )
    slug = exercise or str(getattr(function, "__name__", type(function).__name__))
    key, chosen = find_exercise(slug, Path(folder))
    return CheckResult(check_function(function, chosen, key))


def check_function(
    function: Callable[..., Any], exercise: ExerciseKey, key: AnswerKey
) -> ExerciseGrade:
    """Run `function` here and now on the cases of `exercise` and mark it."""
    runs = tuple(call_recorded(function, case.inputs) for case in exercise.cases)
    untouched = all(run.outcome == "raised" and run.error == "NotImplementedError" for run in runs)
    return mark_exercise(
        exercise, key, TaskRun(exercise.slug, "stub" if untouched else "defined", runs)
    )[0]
