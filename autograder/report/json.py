"""The versioned JSON contract of a grade: written for programs, and read back by reports.

Writing it needs the standard library alone, because `gatewise check --format json` runs where only
the base is installed. Reading it back checks every field with pydantic.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from autograder.data.diagnosis import Diagnosis, DiagnosisKind
from autograder.data.edits import EditKind
from autograder.data.grades import CriterionGrade, ExerciseGrade, Grade, Status
from autograder.data.text import clean

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 2


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
class DiagnosisJson(_Strict):
    """What is known of a wrong exercise.

    ``line`` counts from 1 in ``cell``: a cell of a notebook, or a file. Both are null where no
    place is known. ``edits`` are kinds of small changes that would make the line right.
    """

    kind: DiagnosisKind
    line: int | None
    cell: str | None
    edits: list[EditKind]


@dataclass(frozen=True, kw_only=True)
class ExerciseJson(_Strict):
    """One exercise. ``score`` is null for a grader error, ``diagnosis`` where nothing is wrong."""

    slug: str
    status: Status
    score: float | None
    max_score: float
    misconceptions: list[str]
    follow_through: bool
    message: str
    next_step: str
    criteria: list[CriterionJson]
    diagnosis: DiagnosisJson | None = None


@dataclass(frozen=True, kw_only=True)
class GradeJson(_Strict):
    """One submission for one unit.

    ``score`` is null when an exercise needs a person. ``unit`` is null for a file that could not be
    read; ``notes`` then say why.
    """

    schema: int = SCHEMA
    submission: str
    unit: str | None
    score: float | None
    max_score: float
    isolation: str
    exercises: list[ExerciseJson]
    notes: list[str] = field(default_factory=list)


def grade_json(grade: Grade) -> str:
    """Write a grade as one line of JSON."""
    return _line(
        GradeJson(
            submission=_as_text(grade.submission),
            unit=grade.unit,
            score=None if grade.score is None else float(grade.score),
            max_score=float(grade.max_score),
            isolation=grade.isolation,
            exercises=[_exercise(exercise) for exercise in grade.exercises],
            notes=[clean(note) for note in grade.notes],
        )
    )


def unreadable_json(submission: str, problem: str, isolation: str) -> str:
    """Write the line of a file that could not be read: no unit, no score, and the reason.

    Parameters
    ----------
    submission
        The learner, or the file as it was named.
    problem
        Why it could not be read; it becomes the only note.
    isolation
        The level at which the other files were run: ``A``, ``B`` or ``C``.
    """
    return _line(
        GradeJson(
            submission=_as_text(submission),
            unit=None,
            score=None,
            max_score=0.0,
            isolation=isolation,
            exercises=[],
            notes=[clean(problem)],
        )
    )


def read_grade(text: str) -> GradeJson:
    """Read a line that `grade_json` or `unreadable_json` wrote.

    Raises
    ------
    ValueError
        When the text is no grade: a field is missing, unknown or of another type.
    """
    return _reader().validate_json(text)


@cache
def _reader() -> TypeAdapter[GradeJson]:
    from pydantic import TypeAdapter

    return TypeAdapter(GradeJson)


def _exercise(grade: ExerciseGrade) -> ExerciseJson:
    return ExerciseJson(
        slug=grade.slug,
        status=grade.status,
        score=None if grade.score is None else float(grade.score),
        max_score=float(grade.max_score),
        misconceptions=list(grade.misconceptions),
        follow_through=grade.follow_through,
        message=clean(grade.message),
        next_step=clean(grade.next_step),
        criteria=[_criterion(criterion) for criterion in grade.criteria],
        diagnosis=None if grade.diagnosis is None else _diagnosis(grade.diagnosis),
    )


def _diagnosis(diagnosis: Diagnosis) -> DiagnosisJson:
    chunk, line = diagnosis.place
    return DiagnosisJson(
        kind=diagnosis.kind,
        line=line or None,
        cell=clean(chunk) if chunk and line else None,
        edits=list(dict.fromkeys(edit.kind for edit in diagnosis.edits)),
    )


def _criterion(grade: CriterionGrade) -> CriterionJson:
    return CriterionJson(
        name=grade.name,
        status=grade.status,
        score=float(grade.score),
        max_score=float(grade.max_score),
    )


def _as_text(name: str) -> str:
    """The name of a file as text; bytes that are no text, which JSON cannot hold, are escaped."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _line(grade: GradeJson) -> str:
    return json.dumps(asdict(grade), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
