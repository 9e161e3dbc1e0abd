"""The JSON of a grade is written without pydantic and read back with it: nothing gets lost, and
nothing else gets in.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from autograder.data.diagnosis import Diagnosis, Pattern
from autograder.data.differences import Raised, Skipped, TimedOut, WrongValue
from autograder.data.edits import Edit
from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Grade
from autograder.data.location import Location
from autograder.report.json import grade_json, read_grade, unreadable_json
from tests.judge.made import TANH, case, known

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


def located(*edits: Edit) -> Diagnosis:
    location = Location("leaves", "the cell of f\x1b[2J", 7, 8, "c", "a case", True)
    return Diagnosis(case(), TimedOut(), location=location, edits=edits)


@pytest.mark.parametrize(
    ("diagnosis", "written"),
    [
        (located(), ("located", 7, "the cell of f", [])),
        (
            located(Edit("sign"), Edit("sign", "-"), Edit("bracket")),
            ("explained", 7, "the cell of f", ["sign", "bracket"]),
        ),
        (
            Diagnosis(case(), Raised("ValueError", "no", "work.py", 3)),
            ("exception", 3, "work.py", []),
        ),
        (Diagnosis(case(), Raised("ValueError", "no")), ("exception", None, None, [])),
        (
            Diagnosis(case(), WrongValue("", (), 1.0, 2.0), pattern=Pattern("negated")),
            ("pattern", None, None, []),
        ),
        (Diagnosis(case(), Skipped(), misconceptions=(known(TANH),)), ("named", None, None, [])),
        (Diagnosis(case(), WrongValue("", (), 1.0, 2.0)), ("difference", None, None, [])),
    ],
)
def test_how_much_is_known_is_written_and_read_back(diagnosis: Diagnosis, written: Any) -> None:
    exercise = ExerciseGrade("f", "wrong", 0, 2, Explanation("It is 0."), diagnosis=diagnosis)
    found = read_grade(grade_json(Grade("ada", "unit", (exercise,), "A"))).exercises[0].diagnosis
    assert found is not None
    assert (found.kind, found.line, found.cell, found.edits) == written
