"""Marks for submitted answer cells, and messages on what cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.graded import drawn_for_course, grade_ids, mark_source, mark_sources, notebook_cells
from quizzes.types import Functions
from quizzes.types.computed import Computed


@pytest.fixture(scope="module")
def graded(whole_bank: Any) -> Any:
    return [question for question in whole_bank.questions if question.use == "graded"]


@pytest.fixture(scope="module")
def course(graded: list[Any], reference_functions: Functions) -> Any:
    return drawn_for_course(graded, b"secret of a course", reference_functions)


def test_a_submission_that_answers_everything_rightly_gets_all_marks(asked: list[Any]) -> None:
    sources = {
        name: f"# mine\nanswer = {question.shown_key()!r}\n"
        for name, question in zip(grade_ids(asked), asked, strict=True)
    }

    marks = mark_sources(asked, sources)

    assert [mark.status for mark in marks] == ["passed"] * len(asked)
    assert all(
        mark.score == mark.max_score == question.points
        for mark, question in zip(marks, asked, strict=True)
    )


def test_cells_as_handed_out_and_cells_that_are_gone_count_as_not_attempted(
    course: list[Any],
) -> None:
    cells = {cell.grade_id: cell.source for cell in notebook_cells(course) if cell.grade_id}

    for sources in (cells, {}, dict.fromkeys(cells, "")):
        marks = mark_sources(course, sources)
        assert {mark.status for mark in marks} == {"not_attempted"}
        assert {mark.score for mark in marks} == {0}


def test_partial_credit_reaches_the_mark(examples: Any) -> None:
    question = examples.question("cell-update-parts")
    source = "answer = {'a'}"

    mark = mark_source(question, source)

    assert (mark.score, mark.max_score, mark.status) == (0.5, 1.0, "wrong")
    assert mark.message.startswith("Partly right: 0.5 of 1 point. Look again at: cell state.")
    assert mark.picked == ("forget",)


def test_what_is_picked_names_the_misconception(examples: Any) -> None:
    mark = mark_source(examples.question("forget-near-one"), "answer = 'b'")

    assert mark.misconceptions == ("cell-forget-inverted",)
    assert "misleads" not in mark.message
    assert (
        "misleads"
        in mark_source(examples.question("forget-near-one"), "answer = 'b'", explain=True).message
    )


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        (
            "sigmoid-of-one",
            "answer = 4 * 8 * (3 + 1)",
            ["`4 * 8 * (3 + 1)`", "Work it out", "0.25 or 1/4"],
        ),
        (
            "sigmoid-of-one",
            "import math\nanswer = math.exp(2)",
            ["`math.exp(2)`", "read and never run", "answer = 0.25"],
        ),
        ("sigmoid-of-one", "answer = 0,73", ["(0, 73)", "decimal point"]),
        ("sigmoid-of-one", "answer = '0,73'", ["'0,73'", "decimal point"]),
        ("sigmoid-of-one", "answer = '73 %'", ["'73 %'", "0.25"]),
        ("forget-near-one", "answer = 2", ["2 is no letter", "a, b, c"]),
        ("forget-near-one", "answer == 'b'", ["no line that begins with `answer =`"]),
        ("forget-near-one", "Answer = 'b'", ["no line that begins with `answer =`"]),
        ("forget-near-one", "answer = 'b", ["Line 1", "unterminated string", "quotes"]),
        ("forget-near-one", "x = 'b'\nanswer = x", ["`x` is no plain value"]),
        ("forget-gate-1997", "answer = 'ja'", ["'ja'", "True or False"]),
        ("activations", "answer = {3: 'a'}", ["3 is none of the rows", "1, 2"]),
        ("order-of-one-step", "answer = {'a', 'b'}", ["no order"]),
        ("stacked-shape", "answer = ['4H', 'D', 'x']", ["3 entries", "2 blanks"]),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_write(
    examples: Any, name: str, source: str, said: Any
) -> None:
    mark = mark_source(examples.question(name), source)

    assert (mark.status, mark.score) == ("grader_error", None)
    assert [words for words in said if words not in mark.message] == [], mark.message
    assert mark.message.endswith("A person will look at it.")


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("forget-near-one", "answer = 'x'", ["'x'", "a, b, c"]),
        ("forget-near-one", "answer = 'a, b'", ["'a, b'", "exactly one"]),
        ("activations", "answer = 'abc'", ["3 letters", "2 rows"]),
        ("activations", "answer = {1: 'ab'}", ["row 1", "takes one"]),
        ("order-of-one-step", "answer = 'aabc'", ["twice"]),
    ],
)
def test_an_answer_that_is_understood_and_none_of_the_question_is_wrong(
    examples: Any, name: str, source: str, said: Any
) -> None:
    mark = mark_source(examples.question(name), source)

    assert (mark.status, mark.score) == ("wrong", 0)
    assert [words for words in said if words not in mark.message] == [], mark.message


@pytest.mark.parametrize(
    "source",
    [
        "answer = '" + "z" * 3900 + "'",
        "answer = " + "9" * 3900,
        "answer = 0x" + "f" * 3900,
        "answer = [" + "'z'," * 900 + "]",
        "answer = " + "1+" * 1500 + "1",
        "answer = " + "x" * 3900,
        "answer = {" + "'z': 1, " * 400 + "}",
        "answer = '" + "\\x1b[31m" * 100 + "'",
    ],
)
def test_a_message_repeats_little_of_a_huge_answer_and_no_escapes(
    examples: Any, source: str
) -> None:
    for question in examples.questions:
        if not isinstance(question, Computed):
            message = mark_source(question, source).message
            assert len(message) < 450
            assert message.isprintable()
