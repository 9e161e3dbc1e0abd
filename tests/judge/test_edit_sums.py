"""Sums that tell many results apart before any of them is compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.declared import Drawn
from autograder.judge.edits.sums import SOURCE, SUMS, Sums

H, C = np.array([[0.5, -0.25], [2.0, 1.0]]), np.array([3.0, -4.0])
RIGHT = (H, {"W": C, "n": 2})


def rows(*results: Any, expected: Any = RIGHT) -> np.ndarray[Any, Any]:
    """The sums of results, as they are made beside the learner's code."""
    space: dict[str, Any] = {}
    exec(SOURCE, space)
    return np.array([space[SUMS](result, Sums(expected).form) for result in results], dtype=float)


def test_a_right_result_agrees_in_any_form_that_compares_as_equal() -> None:
    same = [H.tolist(), {"n": np.float32(2), "W": C + 1e-9, "more": 1}]
    assert Sums(RIGHT).agreeing(rows(RIGHT, same), 2) == [0, 1]


@pytest.mark.parametrize(
    "wrong",
    [(H.T, {"W": C, "n": 2}), (H, {"W": C[::-1], "n": 2}), (H * 1.001, {"W": C, "n": 2})],
    ids=["turned", "in another order", "nearly"],
)
def test_a_wrong_result_does_not_agree(wrong: Any) -> None:
    assert Sums(RIGHT).agreeing(rows(wrong, RIGHT), 2) == [1]


@pytest.mark.parametrize(
    "forged",
    [None, "sums", np.zeros(3), np.zeros((1, 3)), np.zeros((2, 3), dtype=complex), [[0.0] * 3] * 2],
)
def test_forged_sums_agree_with_nothing(forged: Any) -> None:
    assert Sums(RIGHT).agreeing(forged, 2) == []
    assert Sums(RIGHT).agreeing(np.full((2, 3), np.nan), 2) == []


@pytest.mark.parametrize(
    "expected", [None, "text", Drawn((2,), 0.0, 1.0, 0.1, 0.1), np.array([np.inf]), (H, None)]
)
def test_what_cannot_be_added_up_has_no_form(expected: Any) -> None:
    assert Sums(expected).form is None
