"""Pick the case of an exercise to show in full: the one that failed, else the first one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import Run, TaskRun

if TYPE_CHECKING:
    from autograder.learner.checker import Checked


class NoSuchCase(LookupError):
    """An exercise has no case of that name. Says which there are."""


@dataclass(frozen=True)
class ShownCase:
    """One case of an exercise, what the learner's function did in it, and the grade.

    ``run`` is None where the function was not run.
    """

    exercise: ExerciseKey
    case: Case
    run: Run | None
    grade: ExerciseGrade


def shown_case(checked: Checked, slug: str, name: str | None = None) -> ShownCase:
    """The failing case that the diagnosis shows, or the case of that name.

    Raises `NoSuchCase` where there is none of that name.
    """
    exercise, grade = checked.key.exercise(slug), checked.exercise(slug)
    assert exercise is not None
    if name is not None:
        case = next((case for case in exercise.cases if case.name == name), None)
        if case is None:
            names = ", ".join(f"“{case.name}”" for case in exercise.cases)
            raise NoSuchCase(f"{slug} has no case {name!r}; it has {names}")
    else:
        case = case_of(exercise, grade)
    return ShownCase(exercise, case, run_of(case, exercise, checked.task(slug)), grade)


def case_of(exercise: ExerciseKey, grade: ExerciseGrade) -> Case:
    """The case that the diagnosis shows, else the first case."""
    return exercise.cases[0] if grade.diagnosis is None else grade.diagnosis.case


def run_of(case: Case, exercise: ExerciseKey, task: TaskRun) -> Run | None:
    """What an exercise did in one of its cases; None where it was not run."""
    runs = dict(zip((known.name for known in exercise.cases), task.runs, strict=False))
    run = runs.get(case.name)
    return None if run is None or run.outcome == "skipped" else run
