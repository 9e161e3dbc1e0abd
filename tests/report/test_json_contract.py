"""The JSON of a grade is written without pydantic and read back with it: nothing gets lost, and
nothing else gets in.
"""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Grade
from autograder.report.json import grade_json, read_grade, unreadable_json

GRADE = Grade(
    "ada",
    "gates",
    (
        ExerciseGrade(
            "sigmoid",
            "wrong",
            1,
            2,
            Explanation("σ\x1b[31m is “wrong”", "Next"),
            (CriterionGrade("right values", "wrong", 1, 2),),
            ("no-sigmoid",),
        ),
        ExerciseGrade("forget_gate", "grader_error", None, 2, Explanation("", "")),
    ),
    "A",
    ("a note",),
)


def test_what_is_written_can_be_read() -> None:
    line = grade_json(GRADE)
    assert "\n" not in line
    read = read_grade(line)
    assert (read.schema, read.submission, read.unit, read.isolation) == (2, "ada", "gates", "A")
    assert (read.score, read.max_score, read.notes) == (None, 4.0, ["a note"])
    first, second = read.exercises
    assert (first.status, first.misconceptions, first.message) == (
        "wrong",
        ["no-sigmoid"],
        "σ is “wrong”",
    )
    assert first.criteria[0].max_score == 2.0
    assert second.score is None


def test_scores_are_written_as_numbers_with_a_point() -> None:
    assert '"score":1.0,"max_score":2.0' in grade_json(GRADE)


def test_a_file_that_could_not_be_read_has_neither_unit_nor_score() -> None:
    read = read_grade(unreadable_json("x.py", "not UTF-8", "not needed"))
    assert (read.unit, read.score, read.exercises, read.notes) == (None, None, [], ["not UTF-8"])


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data | {"more": 1},
        lambda data: data | {"score": "high"},
        lambda data: {name: data[name] for name in data if name != "isolation"},
        lambda data: data | {"exercises": [data["exercises"][0] | {"more": 1}]},
        lambda data: data | {"exercises": [data["exercises"][0] | {"status": "fine"}]},
    ],
)
def test_what_breaks_the_contract_is_refused(change: object) -> None:
    assert callable(change)
    with pytest.raises(ValidationError):
        read_grade(json.dumps(change(json.loads(grade_json(GRADE)))))
