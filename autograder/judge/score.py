"""From differences to marks: what each exercise earns, by criterion. Pure: no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.data.answer_key import ExerciseKey
from autograder.data.runs import TaskRun
from autograder.judge.compare import Difference
from autograder.judge.diagnose import Diagnosis

Status = Literal[
    "passed", "wrong", "raised", "timed_out", "not_attempted", "skipped", "grader_error"
]
"""Seven different things. ``skipped``: not judged, because *right values* does not hold or the
hand-in's time was up."""


@dataclass(frozen=True)
class CriterionGrade:
    """One named behaviour: all of its cases hold, or it earns nothing."""

    name: str
    status: Status
    score: float
    max_score: float


@dataclass(frozen=True)
class ExerciseGrade:
    """What one exercise earned and why. ``score`` is ``None`` for a grader error: a person has to
    look.
    """

    slug: str
    status: Status
    score: float | None
    max_score: float
    message: str
    next_step: str
    criteria: tuple[CriterionGrade, ...] = ()
    misconceptions: tuple[str, ...] = ()
    follow_through: bool = False
    diagnosis: Diagnosis | None = None
    text: str = ""


@dataclass(frozen=True)
class Grade:
    """The marks of one hand-in for one unit. ``score`` is ``None`` as soon as one exercise has
    none, and where there are none.
    """

    submission: str
    unit: str
    exercises: tuple[ExerciseGrade, ...]
    isolation: str
    notes: tuple[str, ...] = ()
    title: str = ""
    trusted: bool = False

    @property
    def max_score(self) -> float:
        return sum(exercise.max_score for exercise in self.exercises)

    @property
    def score(self) -> float | None:
        scores = [exercise.score for exercise in self.exercises]
        known = [score for score in scores if score is not None]
        return round(sum(known), 4) if scores and len(known) == len(scores) else None

    @property
    def needs_person(self) -> bool:
        return self.score is None

    @property
    def next_step(self) -> str:
        """The one thing to do next: that of the first exercise which has not passed."""
        return next(
            (exercise.next_step for exercise in self.exercises if exercise.status != "passed"), ""
        )


def status_of(difference: Difference | None) -> Status:
    if difference is None:
        return "passed"
    if difference.kind in ("raised", "died"):
        return "raised"
    if difference.kind == "timed out":
        return "timed_out"
    if difference.kind == "skipped":
        return "skipped"
    return "wrong"


def score_criteria(
    key: ExerciseKey, differences: tuple[Difference | None, ...]
) -> tuple[CriterionGrade, ...]:
    """Marks by criterion. The first one decides whether the others count: a wrong answer earns
    nothing for being tidy.
    """
    total = sum(criterion.weight for criterion in key.criteria)
    grades: list[CriterionGrade] = []
    for criterion in key.criteria:
        worth = round(key.points * criterion.weight / total, 4)
        mine = [
            difference
            for case, difference in zip(key.cases, differences, strict=True)
            if case.criterion == criterion.name
        ]
        failed = next((difference for difference in mine if difference is not None), None)
        status: Status = status_of(failed)
        if grades and grades[0].status != "passed":
            status = "skipped"
        grades.append(
            CriterionGrade(criterion.name, status, worth if status == "passed" else 0.0, worth)
        )
    return tuple(grades)


def score(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    diagnosis: Diagnosis | None,
) -> ExerciseGrade:
    """The grade of an exercise that was attempted; `diagnosis` explains it unless all cases
    passed.
    """
    criteria = score_criteria(key, differences)
    status: Status = next(
        (criterion.status for criterion in criteria if criterion.status != "passed"), "passed"
    )
    earned = (
        key.points
        if status == "passed"
        else min(key.points, sum(criterion.score for criterion in criteria))
    )
    return ExerciseGrade(
        key.slug,
        status,
        round(float(earned), 4),
        key.points,
        diagnosis.message if diagnosis else "Right, in every case.",
        diagnosis.next_step if diagnosis else "",
        criteria,
        tuple(slug for slug, _ in diagnosis.misconceptions) if diagnosis else (),
        False,
        diagnosis,
        run.text,
    )


def full_marks(key: ExerciseKey, message: str, text: str = "") -> ExerciseGrade:
    """The grade of an exercise that is right given the learner's own earlier function."""
    criteria = score_criteria(key, (None,) * len(key.cases))
    return ExerciseGrade(
        key.slug, "passed", key.points, key.points, message, "", criteria, (), True, None, text
    )


def no_marks(key: ExerciseKey, status: Status, message: str, next_step: str) -> ExerciseGrade:
    """The grade of an exercise that was not attempted or never ran."""
    criteria = tuple(
        CriterionGrade(criterion.name, status, 0.0, criterion.max_score)
        for criterion in score_criteria(key, (None,) * len(key.cases))
    )
    return ExerciseGrade(
        key.slug,
        status,
        None if status == "grader_error" else 0.0,
        key.points,
        message,
        next_step,
        criteria,
    )
