"""Marks by criterion, made from differences alone."""

from __future__ import annotations

import pytest

from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES, Criterion
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import (
    ChangedInputs,
    Died,
    Difference,
    Raised,
    Skipped,
    TimedOut,
    WrongShape,
    WrongValue,
)
from autograder.data.grades import Explanation, Status
from autograder.judge.score import full_marks, no_marks, score, score_criteria, status_of
from tests.judge.made import BIAS, TANH, case, exercise, known

WRONG = WrongValue("y", (0, 0), 1.0, 2.0)
SAID = Explanation("seen", "try this")


def with_criteria(points: float, **weights: float) -> ExerciseKey:
    """An exercise with these criteria and one case for each, in their order."""
    names = [name.replace("_", " ") for name in weights]
    return exercise(
        *(case(criterion=name, name=f"case of {name}") for name in names),
        points=points,
        criteria=tuple(
            Criterion(name, weight) for name, weight in zip(names, weights.values(), strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("difference", "status"),
    [
        (None, "passed"),
        (Raised("ValueError"), "raised"),
        (Died(), "raised"),
        (TimedOut(), "timed_out"),
        (Skipped(), "skipped"),
        (WRONG, "wrong"),
        (WrongShape("y", (2,), (3,)), "wrong"),
        (ChangedInputs(("x",)), "wrong"),
    ],
)
def test_the_status_says_what_happened(difference: Difference | None, status: Status) -> None:
    assert status_of(difference) == status


def test_points_are_shared_out_by_weight() -> None:
    grades = score_criteria(with_criteria(4, right_values=3, any_batch=1), (None, None))
    assert [(grade.name, grade.status, grade.score, grade.max_score) for grade in grades] == [
        (RIGHT_VALUES, "passed", 3.0, 3.0),
        ("any batch", "passed", 1.0, 1.0),
    ]


def test_a_later_criterion_is_lost_by_itself() -> None:
    key = with_criteria(4, right_values=2, any_batch=1, tidy=1)
    grades = score_criteria(key, (None, TimedOut(), None))
    assert [grade.status for grade in grades] == ["passed", "timed_out", "passed"]
    assert [grade.score for grade in grades] == [2.0, 0.0, 1.0]
    assert [grade.max_score for grade in grades] == [2.0, 1.0, 1.0]


def test_nothing_else_counts_until_the_values_are_right() -> None:
    key = with_criteria(4, right_values=2, any_batch=1, tidy=1)
    grades = score_criteria(key, (WRONG, None, TimedOut()))
    assert [grade.status for grade in grades] == ["wrong", "skipped", "skipped"]
    assert [grade.score for grade in grades] == [0.0, 0.0, 0.0]


def test_a_criterion_without_a_case_is_kept() -> None:
    key = exercise(case(), criteria=(Criterion(RIGHT_VALUES), Criterion("tidy")), points=2)
    assert [grade.status for grade in score_criteria(key, (WRONG,))] == ["wrong", "skipped"]
    assert [grade.status for grade in score_criteria(key, (None,))] == ["passed", "passed"]


def test_the_first_failing_case_of_a_criterion_decides_its_status() -> None:
    key = exercise(case(), case(), case())
    assert score_criteria(key, (None, TimedOut(), WRONG))[0].status == "timed_out"
    assert score_criteria(key, (None, WRONG, TimedOut()))[0].status == "wrong"


def test_shares_are_rounded_to_four_places_and_full_marks_are_whole() -> None:
    key = with_criteria(1, right_values=1, any_batch=1, tidy=1)
    grade = score(key, (None, None, None), None, SAID)
    assert [criterion.max_score for criterion in grade.criteria] == [0.3333] * 3
    assert (grade.status, grade.score, grade.max_score) == ("passed", 1.0, 1.0)
    lost = score(key, (None, WRONG, None), None, SAID)
    assert lost.score == 0.6666
    assert score(exercise(points=1 / 3), (None,), None, SAID).score == 0.3333


def test_rounded_shares_never_give_more_than_the_points() -> None:
    key = with_criteria(2, right_values=1, any_batch=1, tidy=1, free=0)
    grade = score(key, (None, None, None, WRONG), None, SAID)
    assert sum(criterion.score for criterion in grade.criteria) > 2
    assert (grade.status, grade.score) == ("wrong", 2)


def test_the_status_of_an_exercise_is_that_of_its_first_criterion_that_fails() -> None:
    key = with_criteria(3, right_values=1, any_batch=1, tidy=1)
    assert score(key, (None, TimedOut(), Raised("E")), None, SAID).status == "timed_out"
    assert score(key, (None, None, Raised("E")), None, SAID).status == "raised"
    assert score(key, (Skipped(), None, None), None, SAID).status == "skipped"


def test_a_grade_carries_its_diagnosis_and_what_was_said() -> None:
    key = exercise(slug="gate", points=2)
    diagnosis = Diagnosis(key.cases[0], WRONG, (known(TANH), known(BIAS)))
    grade = score(key, (WRONG,), diagnosis, SAID)
    assert (grade.slug, grade.score, grade.max_score) == ("gate", 0.0, 2)
    assert grade.misconceptions == ("tanh", "no-bias")
    assert grade.diagnosis is diagnosis
    assert (grade.message, grade.next_step) == ("seen", "try this")
    assert not grade.follow_through
    right = score(key, (None,), None, SAID)
    assert (right.misconceptions, right.diagnosis, right.follow_through) == ((), None, False)


def test_what_is_right_given_earlier_work_has_full_marks() -> None:
    key = with_criteria(3, right_values=2, any_batch=1)
    grade = full_marks(key, SAID)
    assert (grade.slug, grade.status, grade.score, grade.max_score) == ("f", "passed", 3, 3)
    assert grade.follow_through
    assert grade.explanation is SAID
    assert [(item.status, item.score) for item in grade.criteria] == [("passed", 2), ("passed", 1)]
    assert grade.misconceptions == ()


@pytest.mark.parametrize("status", ["not_attempted", "raised", "timed_out"])
def test_what_was_not_attempted_earns_nothing(status: Status) -> None:
    grade = no_marks(with_criteria(3, right_values=2, any_batch=1), status, SAID)
    assert (grade.slug, grade.status, grade.score, grade.max_score) == ("f", status, 0.0, 3)
    assert [(item.name, item.status, item.score, item.max_score) for item in grade.criteria] == [
        (RIGHT_VALUES, status, 0.0, 2.0),
        ("any batch", status, 0.0, 1.0),
    ]
    assert grade.explanation is SAID


def test_a_grader_error_is_no_score_at_all() -> None:
    grade = no_marks(exercise(points=3), "grader_error", SAID)
    assert (grade.status, grade.score, grade.max_score) == ("grader_error", None, 3)
