"""What is no answer is refused, with what was seen and what to write."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.sessions import read_answer
from quizzes.types import AnswerError


@pytest.mark.parametrize(
    "given", [1, "z", ["a", "b"], 3.5, {"a": 1}, ["a", 1], [["a"]], b"a", 1j, "a" * 10_000]
)
def test_what_is_no_answer_is_refused_with_words(examples: Any, given: Any) -> None:
    with pytest.raises(AnswerError, match="letter"):
        read_answer(examples.question("forget-near-one"), given)


@pytest.mark.parametrize(
    "given", ["x", "nan", "inf", "1/0", True, [1], "1e999", 10**400, float("nan"), "9" * 5000]
)
def test_what_is_no_number_is_refused_with_words(examples: Any, given: Any) -> None:
    with pytest.raises(AnswerError, match="finite number"):
        read_answer(examples.question("sigmoid-of-one"), given)


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("order-of-one-step", {"a", "b"}, "no order"),
        ("order-of-one-step", ["a", "a"], "twice"),
        ("activations", 3, "Match"),
        ("activations", {9: "a"}, "none of the rows"),
        ("activations", {1: "zz"}, "letters"),
        ("stacked-shape", ["a", "b", "c"], "2 blanks"),
        ("stacked-shape", [["a"], "b"], "short text"),
        ("forget-gate-1997", "flase", "Did you mean False"),
        ("forget-gate-1997", 3, "neither"),
    ],
)
def test_each_type_says_what_would_be_an_answer(
    examples: Any, name: str, given: Any, message: str
) -> None:
    with pytest.raises(AnswerError, match=message):
        read_answer(examples.question(name), given)
