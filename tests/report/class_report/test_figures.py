"""How exercises went: the figures are those of the analysis of quizzes, on learners who tried."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.grades import ExerciseGrade
from autograder.report.class_report.exercises import (
    ENOUGH,
    ExerciseFigures,
    Follows,
    exercise_figures,
    follows,
    separates_best,
)
from autograder.report.class_report.grades import UnitGrades
from autograder.report.counted import CountedMarks, HandMark
from autograder.report.json import grade_json, read_grade
from quizzes.analysis.figures import correlation
from tests.conftest import UnitKey
from tests.report.class_report.made_class import SLUGS, exercise, given, grade

TANH, SIGN = "gate-uses-tanh", "sigmoid-sign"


def unit_of(*grades: Any, unit_key: UnitKey | None = None, **fields: Any) -> UnitGrades:
    read = tuple(read_grade(grade_json(item)) for item in grades)
    key = unit_key("gates") if unit_key else None
    return UnitGrades("gates", "Gates", read, key, **fields)


def a_class(size: int) -> UnitGrades:
    """Of every four learners, one knows nothing, one all, and two miss one exercise."""
    kinds: tuple[list[ExerciseGrade], ...] = (
        [exercise(slug, TANH) for slug in SLUGS],
        [],
        [exercise("sigmoid", SIGN)],
        [exercise("candidate", status="raised")],
    )
    return unit_of(*(grade(f"l{number}", *kinds[number % 4]) for number in range(size)))


def test_separation_is_the_correlation_with_the_rest() -> None:
    unit = a_class(40)
    points = np.array([[item.score or 0.0 for item in found.exercises] for found in unit.grades])
    figures = exercise_figures(unit)
    for place, item in enumerate(figures):
        rest = points.sum(axis=1) - points[:, place]
        assert item.separation == correlation(points[:, place], rest)
        assert item.share == pytest.approx(points[:, place].mean() / 2)
    assert separates_best(figures) == "forget_gate"


def test_nothing_is_concluded_from_a_small_class() -> None:
    small = exercise_figures(a_class(ENOUGH - 2))
    assert separates_best(small) == ""
    assert small[0].separation is not None
    assert ExerciseFigures("f", {}, ENOUGH - 1, 0.5, -0.3).concern == ""
    assert "do worse here" in ExerciseFigures("f", {}, ENOUGH, 0.5, -0.3).concern
    assert "Nearly everyone" in ExerciseFigures("f", {}, ENOUGH, 0.97, 0.2).concern
    assert "teach it again" in ExerciseFigures("f", {}, ENOUGH, 0.1, 0.2).concern
    assert "hardly goes with" in ExerciseFigures("f", {}, ENOUGH, 0.5, 0.05).concern
    assert ExerciseFigures("f", {}, ENOUGH, 0.5, 0.4).concern == ""


def test_who_tried_nothing_or_has_no_mark_is_not_in_the_figures() -> None:
    blank = grade("blank", *(exercise(slug, status="not_attempted") for slug in SLUGS))
    open_one = grade("open", exercise("sigmoid", status="grader_error"))
    figures = exercise_figures(
        unit_of(grade("a"), grade("b", exercise("sigmoid", SIGN)), blank, open_one)
    )
    assert [item.learners for item in figures] == [2] * 5
    assert figures[0].share == 0.5
    assert figures[0].counts == {"passed": 1, "wrong": 1, "not_attempted": 1, "grader_error": 1}
    alone = exercise_figures(unit_of(blank))[0]
    assert (alone.share, alone.separation) == (None, None)


def test_a_mark_by_hand_counts() -> None:
    marks = CountedMarks(9.0, 10.0, (HandMark("sigmoid", 1.0, 2.0, 2.0),))
    assert exercise_figures(unit_of(grade("a"), counted={"a": marks}))[0].share == 0.5


def test_wrong_without_a_name_is_counted() -> None:
    unit = unit_of(
        grade("a", exercise("candidate", status="wrong")),
        grade("b", exercise("candidate", status="raised")),
        grade("c", exercise("candidate", TANH)),
        grade("d", exercise("candidate", status="not_attempted")),
    )
    assert exercise_figures(unit)[3].unnamed == 2


def test_what_follows_from_what(unit_key: UnitKey) -> None:
    wrong = exercise("sigmoid", SIGN)
    unit = unit_of(
        grade("a", wrong, given("input_gate"), given("output_gate")),
        grade("b", wrong, given("input_gate")),
        grade("c", wrong),
        grade("d", exercise("forget_gate", TANH), given("input_gate")),  # builds on no forget gate
        unit_key=unit_key,
    )
    assert follows(unit) == [
        Follows("sigmoid", "input_gate", 2),
        Follows("sigmoid", "output_gate", 1),
    ]
    assert follows(replace(unit, key=None)) == []
