"""The versioned JSON contract of a grade.

Writing it needs the standard library alone, because `gatewise check --format json` runs where only
the base is installed. Reading it back checks every field with pydantic.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from autograder.data.grades import ExerciseGrade, Grade, Status
from autograder.data.text import clean

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 1


class _Strict:
    """Tells pydantic to refuse fields that the contract does not have."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class CriterionJson(_Strict):
    """One criterion of an exercise."""

    name: str
    status: Status
    score: float
    max_score: float


@dataclass(frozen=True, kw_only=True)
class ExerciseJson(_Strict):
    """One exercise; ``score`` is null for a grader error."""

    slug: str
    status: Status
    score: float | None
    max_score: float
    misconceptions: list[str]
    follow_through: bool
    message: str
    next_step: str
    criteria: list[CriterionJson]


@dataclass(frozen=True, kw_only=True)
class GradeJson(_Strict):
    """One submission for one unit.

    ``score`` is null as soon as an exercise needs a person. ``unit`` is null for a file that could
    not be read; ``notes`` then say why.
    """

    schema: int = SCHEMA
    submission: str
    unit: str | None
    score: float | None
    max_score: float
    isolation: str
    exercises: list[ExerciseJson]
    notes: list[str] = field(default_factory=list)


def read_grade(text: str) -> GradeJson:
    """A grade from its JSON. Raises `pydantic.ValidationError` where it breaks the contract."""
    return _reader().validate_json(text)


@cache
def _reader() -> TypeAdapter[GradeJson]:
    from pydantic import TypeAdapter

    return TypeAdapter(GradeJson)


def grade_json(grade: Grade) -> str:
    """A grade as one line of JSON."""
    return _line(
        GradeJson(
            submission=_written(grade.submission),
            unit=grade.unit,
            score=None if grade.score is None else float(grade.score),
            max_score=float(grade.max_score),
            isolation=grade.isolation,
            exercises=[_exercise_json(exercise) for exercise in grade.exercises],
            notes=[clean(note) for note in grade.notes],
        )
    )


def _exercise_json(exercise: ExerciseGrade) -> ExerciseJson:
    return ExerciseJson(
        slug=exercise.slug,
        status=exercise.status,
        score=None if exercise.score is None else float(exercise.score),
        max_score=float(exercise.max_score),
        misconceptions=list(exercise.misconceptions),
        follow_through=exercise.follow_through,
        message=clean(exercise.message),
        next_step=clean(exercise.next_step),
        criteria=[
            CriterionJson(
                name=criterion.name,
                status=criterion.status,
                score=float(criterion.score),
                max_score=float(criterion.max_score),
            )
            for criterion in exercise.criteria
        ],
    )


def unreadable_json(submission: str, problem: str, isolation: str) -> str:
    """The line of a file that could not be read: no unit, no score, and the reason."""
    return _line(
        GradeJson(
            submission=_written(submission),
            unit=None,
            score=None,
            max_score=0.0,
            isolation=isolation,
            exercises=[],
            notes=[clean(problem)],
        )
    )


def _written(name: str) -> str:
    """The name of a file whose bytes are no text, as text: JSON could not hold it."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _line(grade: GradeJson) -> str:
    return json.dumps(asdict(grade), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
