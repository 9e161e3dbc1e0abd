"""The versioned JSON contract of a grade."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from autograder.data.grades import Grade, Status
from autograder.data.text import clean

SCHEMA = 1


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CriterionJson(_Strict):
    """One criterion of an exercise."""

    name: str
    status: Status
    score: float
    max_score: float


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


class GradeJson(_Strict):
    """One hand-in for one unit; ``score`` is null as soon as an exercise needs a person. ``unit``
    is null for a file that could not be read; ``notes`` then say why.
    """

    schema_version: int = Field(SCHEMA, alias="schema")
    submission: str
    unit: str | None
    score: float | None
    max_score: float
    isolation: str
    exercises: list[ExerciseJson]
    notes: list[str] = []


def grade_json(grade: Grade) -> str:
    """A grade as one line of JSON."""
    exercises = [
        ExerciseJson(
            slug=each.slug,
            status=each.status,
            score=each.score,
            max_score=each.max_score,
            misconceptions=list(each.misconceptions),
            follow_through=each.follow_through,
            message=clean(each.message),
            next_step=clean(each.next_step),
            criteria=[
                CriterionJson(
                    name=one.name, status=one.status, score=one.score, max_score=one.max_score
                )
                for one in each.criteria
            ],
        )
        for each in grade.exercises
    ]
    return _line(
        GradeJson(
            submission=_written(grade.submission),
            unit=grade.unit,
            score=grade.score,
            max_score=grade.max_score,
            isolation=grade.isolation,
            exercises=exercises,
            notes=[clean(note) for note in grade.notes],
        )
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


def _line(model: GradeJson) -> str:
    return model.model_dump_json(by_alias=True)
