"""Answer cells are read and never run, in every form in which people write answers."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from quizzes.graded import mark_source, read_source
from quizzes.sessions import read_answer
from quizzes.types import AnswerError
from quizzes.types.computed import Computed


def written(given: Any) -> str:
    """The id of a parameter: the same in every process, also for a set."""
    return f"a set of {sorted(given)}" if isinstance(given, set) else repr(given)


@pytest.mark.parametrize(
    "source",
    [
        "answer = __import__('os').getcwd()",
        "answer = open('/tmp/x', 'w')",
        "answer = [i for i in range(3)]",
        "answer = (lambda: 1)()",
        "answer = 'a' * 10",
        "x = 1\nanswer = x",
        "answer = ",
        "answer = 'a\x00'",
        "answer = " + "-" * 3900 + "1",
        "answer = " + "[" * 3900,
        "answer = " + "[" * 150 + "]" * 150,
        "answer = " + "(" * 3900,
        "answer = 9**9**9",
        "answer = 1/0",
        "answer = 'a'/2",
        "answer = " + "9" * 3990,
        "answer = 1if 2else 3",
        "answer = '" + "a" * 5000 + "'",
        "answer = f'{1}'",
        "answer = {[]}",
        "answer = " + "a." * 1900 + "b",
    ],
)
def test_a_source_is_read_and_never_executed(examples: Any, source: str) -> None:
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        for question in examples.questions:
            if not isinstance(question, Computed):
                mark = mark_source(question, source)
                assert mark.score is None
                assert mark.status == "grader_error"
                assert "could not be read" in mark.message
    assert remarks == [], "nbgrader takes any remark on stderr for an error"


def test_an_executable_source_leaves_no_trace(examples: Any, tmp_path: Path) -> None:
    target = tmp_path / "trace"
    mark_source(examples.question("forget-near-one"), f"open({str(target)!r}, 'w')\nanswer = 'a'")

    assert not target.exists()


def test_other_lines_do_not_matter_and_the_last_answer_counts() -> None:
    assert read_source("x = 1\nanswer = 'a'\nprint(x)\nanswer = {'b'}\n") == {"b"}
    assert read_source("# nothing yet") is None
    assert read_source("answer = 1/4") == 0.25
    assert read_source("answer = -1/4") == -0.25
    with pytest.raises(AnswerError, match="answer ="):
        read_source("answer = 1 +")


LETTERS = [
    "ad",
    "A, D",
    "a d",
    "a) d)",
    "(a) and (d)",
    " d,a ",
    ["a", "d"],
    ("a", "d"),
    pytest.param({"a", "d"}, id="a set"),  # a set has no order of its own
    ["A)", " d "],
    ["ad"],
]


@pytest.mark.parametrize("given", LETTERS, ids=written)
def test_several_letters_may_be_written_in_any_form(whole_bank: Any, given: Any) -> None:
    question = next(
        question
        for question in whole_bank.questions
        if question.type == "multiple" and len(question.options) == 4
    )
    letters = question.shown_options()

    answer: Any = read_answer(question, read_source(f"answer = {given!r}"))
    assert answer == {letters["a"], letters["d"]}


@pytest.mark.parametrize("given", ["B", "b)", " b ", "(b)", "b.", ["b"], {"b"}, "[B]"], ids=written)
def test_one_letter_may_be_written_in_any_form(examples: Any, given: Any) -> None:
    assert mark_source(examples.question("forget-near-one"), f"answer = {given!r}").picked == (
        "drops",
    )


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("order-of-one-step", "b, a, d, c", "bdca"),
        ("order-of-one-step", "b > a > d > c", "bdca"),
        ("order-of-one-step", "badc", "badc"),
        ("order-of-one-step", "b-a-d-c", "badc"),
        ("activations", "bc", {1: "b", 2: "c"}),
        ("activations", "B) C)", {1: "b", 2: "c"}),
        ("activations", "-c", {2: "c"}),
        ("activations", {"1": "b)", "2": " C"}, {1: "b", 2: "c"}),
    ],
    ids=written,
)
def test_an_order_and_a_match_may_be_written_as_in_the_terminal(
    examples: Any, name: str, given: Any, read: Any
) -> None:
    question = examples.question(name)
    if name == "order-of-one-step":
        expected = tuple(question.shown_options()[letter] for letter in "badc")
        assert read_answer(question, given) == expected
    else:
        assert read_answer(question, given) == read_answer(question, read)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("answer: float = 1.19", 1.19),
        ("answer: 'number' = -1", -1),
        ("answer = -1", -1),
        ("answer = +1/4", 0.25),
        ("answer = (1)/(-4)", -0.25),
        ("answer = 1e-3", 0.001),
        ("answer = '1.19'", "1.19"),
        ("answer: float = ...", ...),
        ("x = answer = 'a'", "a"),
        ("answer = b", "b"),
        ("answer = {a, b}", {"a", "b"}),
        ("answer = {1: c, 2: 'a'}", {1: "c", 2: "a"}),
        ("answer = false", "false"),
        ("answer = 'a'\nanswer = ...", "a"),
        ("answer = …", ...),
    ],
)
def test_an_annotation_a_sign_and_a_fraction_are_read(source: str, value: Any) -> None:
    assert read_source(source) == value
