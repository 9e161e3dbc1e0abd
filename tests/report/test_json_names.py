"""The JSON contract: what is written is read back, and a file's name may be any bytes."""

from __future__ import annotations

import json
import os

import pytest

from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Grade
from autograder.report.json import grade_json, read_grade, unreadable_json


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"ada.py", "ada.py"), ("josé.py".encode(), "josé.py"), (b"jos\xe9.py", "jos\\udce9.py")],
)
def test_a_name_that_is_no_text_is_written(name: bytes, shown: str) -> None:
    lines = (
        grade_json(Grade(os.fsdecode(name), "gates", (), "A")),
        unreadable_json(os.fsdecode(name), "why", "A"),
    )
    assert [json.loads(line)["submission"] for line in lines] == [shown, shown]


def written() -> str:
    exercise = ExerciseGrade(
        "f",
        "wrong",
        1,
        2,
        Explanation("In “x”\x1b[31m it is 0.", "Try π."),
        (CriterionGrade("right values", "wrong", 0, 2),),
        ("gate-uses-tanh",),
    )
    return grade_json(Grade("ada", "gates", (exercise,), "A", ("a note",)))


def test_the_contract_is_written_in_this_form() -> None:
    assert written() == (
        '{"schema":2,"submission":"ada","unit":"gates","score":1.0,"max_score":2.0,"isolation":"A",'
        '"exercises":[{"slug":"f","status":"wrong","score":1.0,"max_score":2.0,'
        '"misconceptions":["gate-uses-tanh"],"follow_through":false,"message":"In “x” it is 0.",'
        '"next_step":"Try π.","criteria":[{"name":"right values","status":"wrong","score":0.0,'
        '"max_score":2.0}],"diagnosis":null}],"notes":["a note"]}'
    )


def test_what_was_written_is_read_back() -> None:
    grade = read_grade(written())
    assert (grade.submission, grade.score, grade.notes) == ("ada", 1.0, ["a note"])
    [exercise] = grade.exercises
    assert (exercise.status, exercise.misconceptions) == ("wrong", ["gate-uses-tanh"])
    assert exercise.criteria[0].name == "right values"


def test_a_line_of_the_first_schema_can_be_read() -> None:
    line = written().replace('"schema":2', '"schema":1').replace(',"diagnosis":null', "")
    assert read_grade(line).exercises[0].diagnosis is None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"unit"', '"uni"'),
        ('"status":"wrong"', '"status":"bad"'),
        ('"next_step":"Try π.",', ""),
        ('"notes"', '"more":1,"notes"'),
        ('"name":"right values"', '"name":"right values","more":1'),
    ],
)
def test_what_breaks_the_contract_is_refused(right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_grade(written().replace(right, wrong))
