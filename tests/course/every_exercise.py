"""All exercises of the course, their cases with two secrets, and which of them a function fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder import Exercise
from autograder.course.build import build_exercise
from autograder.course.discover import Course, load_course
from autograder.course.run_locally import record_cases
from autograder.data.answer_key import Case
from autograder.data.tolerance import Tolerance
from autograder.judge.compare import compare

ROOT = Path(__file__).resolve().parents[2]
COURSE: Course = load_course(ROOT)
NO_MISTAKES = replace(COURSE, misconceptions=())
EXERCISES = [exercise for unit in COURSE.units for exercise in unit.exercises]
SECRETS = (b"one", b"another")
EXACT = Tolerance(rtol=1e-12, atol=0)


each_exercise = pytest.mark.parametrize(
    "exercise", EXERCISES, ids=[exercise.slug for exercise in EXERCISES]
)


def cases(exercise: Exercise, secret: bytes) -> tuple[Case, ...]:
    """The exercise's cases with the reference's answers, as a key holds them."""
    return build_exercise(NO_MISTAKES, exercise, secret).cases


def failures(exercise: Exercise, secret: bytes, function: Callable[..., Any]) -> list[str]:
    """Return the cases that a learner's function fails."""
    drawn = cases(exercise, secret)
    return [
        f"{case.name}: {difference}"
        for case, run in zip(drawn, record_cases(function, drawn), strict=True)
        if (difference := compare(case, run, exercise.tolerance))
    ]
