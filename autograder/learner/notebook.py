"""`check(forget_gate)` in a notebook: run the visible cases in the learner's own kernel.

The result is for learning only. Marks come from the sandbox and the hidden cases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import Run, TaskRun
from autograder.grade import mark_exercise
from autograder.judge.pairs import PairSource
from autograder.learner.attempts import Attempts
from autograder.learner.keys import find_exercise
from autograder.learner.laboratory import KernelLaboratory
from autograder.learner.learner_functions import is_written
from autograder.learner.own_source import chunk_names, own_functions
from autograder.learner.pairs import KitPairs
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text

_IN_THIS_KERNEL = Attempts()
"""How often the same went wrong, as long as the kernel runs."""


@dataclass(frozen=True)
class CheckResult:
    """What `check` found. It shows itself as HTML in a notebook and as text elsewhere."""

    grade: ExerciseGrade

    @property
    def score(self) -> float:
        """The points earned on the visible cases, as the plain ``float`` that nbgrader needs."""
        return float(self.grade.score or 0.0)

    @property
    def passed(self) -> bool:
        """Whether every visible case holds."""
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
        The exercise's name, when the function has another name.
    folder
        Where to look for the ``.public.key`` file that came with the notebook. The default is the
        notebook's own folder.

    Returns
    -------
    CheckResult
        What was seen and what to try next. A notebook shows it when it is the last line of a cell.

    Raises
    ------
    TypeError
        When `function` is not callable. Pass the function itself, ``check(f)``, and not its result,
        ``check(f())``.
    autograder.learner.keys.NoPublicKey
        When neither the folder nor one above it has a key for this exercise.
    """
    if not callable(function):
        raise TypeError(
            "check takes the function itself, as in check(forget_gate); this is"
            f" {type(function).__name__}. Leave out the parentheses after the function's name."
        )
    slug = exercise or str(getattr(function, "__name__", type(function).__name__))
    key, chosen = find_exercise(slug, Path(folder))
    graded = check_function(function, chosen, key, KitPairs(Path(folder)))
    return CheckResult(_IN_THIS_KERNEL.counted(graded))


def check_function(
    function: Callable[..., Any],
    exercise: ExerciseKey,
    key: AnswerKey,
    pairs: PairSource | None = None,
) -> ExerciseGrade:
    """Run a function in this process on the cases of an exercise, and mark it.

    Parameters
    ----------
    function
        The learner's function. It is not run while it is still the stub.
    exercise
        The exercise's key, from a public key.
    key
        The key of its unit, which names misconceptions.
    pairs
        Where signatures of two misconceptions at once come from.
    """
    if not is_written(function, exercise.stub):
        skipped = (Run("skipped"),) * len(exercise.cases)
        return mark_exercise(exercise, key, TaskRun(exercise.slug, "stub", skipped))[0]
    laboratory = KernelLaboratory(function)
    files = chunk_names(function)
    runs = tuple(call_recorded(function, case.inputs, chunk_names=files) for case in exercise.cases)
    run = TaskRun(exercise.slug, "defined", runs, uses=own_functions(function))
    return mark_exercise(exercise, key, run, pairs=pairs, laboratory=laboratory)[0]
