"""From differences to marks: what every exercise earns, by criterion."""

from __future__ import annotations

from autograder.data.answer_key import ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import Difference, Kind
from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Status

_STATUSES: dict[Kind, Status] = {
    "raised": "raised",
    "died": "raised",
    "timed out": "timed_out",
    "skipped": "skipped",
}
"""What a kind of difference makes of a criterion; any other kind is *wrong*."""


def status_of(difference: Difference | None) -> Status:
    """The status that a difference stands for; ``None`` means that the case passed."""
    return "passed" if difference is None else _STATUSES.get(difference.kind, "wrong")


def score_criteria(
    key: ExerciseKey, differences: tuple[Difference | None, ...]
) -> tuple[CriterionGrade, ...]:
    """Mark every criterion.

    The others count only where the first one holds: a wrong answer earns nothing for being tidy.

    Parameters
    ----------
    key, differences
        The exercise, and how each case differs (``None`` where it is right).

    Returns
    -------
    tuple of CriterionGrade
        In the order of the criteria. Points are rounded to four places.
    """
    total = sum(criterion.weight for criterion in key.criteria)
    grades: list[CriterionGrade] = []
    for criterion in key.criteria:
        worth = round(key.points * criterion.weight / total, 4)
        failed = next(
            (
                difference
                for case, difference in zip(key.cases, differences, strict=True)
                if case.criterion == criterion.name and difference is not None
            ),
            None,
        )
        status: Status = status_of(failed)
        if grades and grades[0].status != "passed":
            status = "skipped"
        grades.append(
            CriterionGrade(criterion.name, status, worth if status == "passed" else 0.0, worth)
        )
    return tuple(grades)


def score(
    key: ExerciseKey,
    differences: tuple[Difference | None, ...],
    diagnosis: Diagnosis | None,
    explanation: Explanation,
) -> ExerciseGrade:
    """Grade an exercise that was attempted.

    Parameters
    ----------
    key, differences
        The exercise, and how each case differs (``None`` where it is right).
    diagnosis
        What is wrong, ``None`` where all cases passed.
    explanation
        What the learner reads.
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
        explanation,
        criteria,
        tuple(identity.slug for identity in diagnosis.identities) if diagnosis else (),
        diagnosis=diagnosis,
    )


def full_marks(key: ExerciseKey, explanation: Explanation) -> ExerciseGrade:
    """Grade an exercise that is right given the learner's own earlier function."""
    criteria = score_criteria(key, (None,) * len(key.cases))
    return ExerciseGrade(
        key.slug, "passed", key.points, key.points, explanation, criteria, follow_through=True
    )


def no_marks(key: ExerciseKey, status: Status, explanation: Explanation) -> ExerciseGrade:
    """Grade an exercise that was not attempted or never ran.

    It earns nothing. A grader error has no score at all, because a person has to look.
    """
    criteria = tuple(
        CriterionGrade(criterion.name, status, 0.0, criterion.max_score)
        for criterion in score_criteria(key, (None,) * len(key.cases))
    )
    earned = None if status == "grader_error" else 0.0
    return ExerciseGrade(key.slug, status, earned, key.points, explanation, criteria)
