"""Write a grade as the ``result.json`` that Classroom 50 collects (``classroom50/result/v1``).

Classroom 50 runs its autograder in the learner's own repository, so only visible cases may be
graded there: whoever can push can read all that the autograder has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from autograder.data.grades import ExerciseGrade, Grade
from autograder.data.text import clean

SCHEMA = "classroom50/result/v1"
IDENTITY = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}
"""The fields that say whose result it is, and the variables in which the runner gives them."""
OTHER_NAMES = {"OWNER": "USERNAME", "REVIEW_URL": "COMMIT_URL"}
"""What stands for a variable that the runner does not set."""
PARTS = 100
"""Classroom 50 takes whole numbers only: a score counts hundredths of a point."""


class NoResult(ValueError):
    """There is no result that Classroom 50 could collect. Says why and what to try."""


def result(
    grades: Sequence[Grade], environment: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """The result of a submission, one test for each exercise.

    Parameters
    ----------
    grades
        The grades of the submission on visible cases, one for each unit.
    environment
        The variables that Classroom 50's runner sets.
    now
        The present time, with a time zone.

    Raises
    ------
    NoResult
        When a variable is missing, or an exercise needs a person: a whole number would be wrong
        there, and without a result the runner reports an error.
    """
    if undecided := [
        exercise for grade in grades for exercise in grade.exercises if exercise.score is None
    ]:
        raise NoResult(
            f"{', '.join(exercise.slug for exercise in undecided)} could not be graded:"
            f" {clean(undecided[0].message)} There is no result, so that nobody gets a zero for it."
        )
    tests = [_test(grade, exercise) for grade in grades for exercise in grade.exercises]
    return {
        "schema": SCHEMA,
        **_identity(environment),
        "datetime": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def _identity(environment: Mapping[str, str]) -> dict[str, str]:
    """The fields that say whose result it is. Raises `NoResult` where a variable is missing."""
    found = {
        field: environment.get(name) or environment.get(OTHER_NAMES.get(name, ""), "")
        for field, name in IDENTITY.items()
    }
    found["assignment_type"] = found["assignment_type"] or "individual"
    if missing := [IDENTITY[field] for field, value in found.items() if not value]:
        raise NoResult(
            f"Classroom 50's runner sets the variables {', '.join(missing)}, and here they are not"
            " set. Run this in its workflow, or set them to try it out. Without Classroom 50, use"
            " `gatewise check` or another --format."
        )
    return found


def _test(grade: Grade, exercise: ExerciseGrade) -> dict[str, Any]:
    return {
        "test-name": f"{grade.unit}: {exercise.slug}",
        "passed": exercise.status == "passed",
        "score": round(PARTS * (exercise.score or 0.0)),
        "max-score": round(PARTS * exercise.max_score),
        "output": clean(f"{exercise.message} {exercise.next_step}".strip()),
    }
