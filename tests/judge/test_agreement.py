"""A learner's run agrees with a signature where both did the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.criteria import Judge
from autograder.data.declared import Drawn
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.judge.agreement import agrees
from tests.judge.made import VALUES

EXACT = Tolerance(0.25, 0.5)
DRAWN = Drawn((2, 3), 0.0, 1.0, 0.1, 0.1)


def agree(seen: Any, got: Any, tolerance: Tolerance = EXACT) -> bool:
    """Whether two returned values agree."""
    return agrees(Run("returned", seen), Run("returned", got), "values", tolerance)


@pytest.mark.parametrize(
    ("seen", "got", "same"),
    [
        (VALUES, VALUES, True),
        (VALUES, VALUES.astype(np.float32), True),
        (VALUES, VALUES.tolist(), True),
        (VALUES, VALUES.T, False),
        (VALUES, VALUES + 9, False),
        (VALUES, np.array([[0.25, 9, 9], [9, 9, 9]]), False),
        (VALUES, np.vstack([VALUES[0], [0.75, 2.0, 9]]), False),
        (VALUES, None, False),
        (VALUES, "text", False),
        (np.array([4.0]), np.array([5.5]), True),
        (np.array([4.0]), np.array([2.5]), True),
        (np.array([4.0]), np.array([5.75]), False),
        (np.array([4.0]), np.array([2.25]), False),
        (np.array([-4.0]), np.array([-5.5]), True),
        (np.array([-4.0]), np.array([-5.75]), False),
        (np.array([0.0]), np.array([0.5]), True),
        (np.array([0.0]), np.array([0.75]), False),
        (np.array([np.nan]), np.array([np.nan]), True),
        (np.array([np.nan]), np.array([1.0]), False),
        (np.array([np.inf]), np.array([np.inf]), True),
        (np.array([1.0]), np.array([np.inf]), False),
        (np.zeros((0, 3)), np.zeros((0, 3)), True),
        (np.zeros((0, 3)), np.zeros((3, 0)), False),
        (np.array([1, 2]), np.array([1, 2]), True),
        (np.array([1, 2]), np.array([1.0, 2.0]), True),
        (np.array([1.0, 2.0]), np.array([1, 9]), False),
        (np.array([True]), np.array([True]), True),
        (np.array([True]), np.array([False]), False),
        (np.array([1.0]), np.array([1.0 + 0j]), False),
        (np.array(2.0), 2.0, True),
        (3, 3, True),
        (3, 4, False),
        ((VALUES, 1), (VALUES, 1), True),
        ((VALUES, 1), [VALUES, 1], True),
        ((VALUES, 1), (VALUES, 2), False),
        ((VALUES, 1), (VALUES + 9, 1), False),
        ((VALUES, 1), (VALUES,), False),
        (((VALUES, 1), 2), ((VALUES, 1), 2), True),
        (((VALUES, 1), 2), ((VALUES + 9, 1), 2), False),
        ((), (), True),
        ((), (VALUES,), False),
        ({"a": VALUES}, {"a": VALUES}, True),
        ({"a": VALUES}, {"a": VALUES + 9}, False),
        (None, None, True),
        (None, VALUES, False),
        (DRAWN, DRAWN, True),
        (DRAWN, Drawn((2, 3), 5.0, 1.0, 0.1, 0.1), False),
    ],
    ids=str,
)
def test_values_agree_within_the_tolerance(seen: Any, got: Any, same: bool) -> None:
    assert agree(seen, got) is same


def test_values_that_are_nested_very_deep_are_compared_as_well() -> None:
    deep, other = (VALUES, 1), (VALUES + 9, 1)
    for _ in range(12):
        deep, other = (deep, 1), (other, 1)  # type: ignore[assignment]
    assert agree(deep, deep)
    assert not agree(deep, other)


@pytest.mark.parametrize("judge", ["values", "inputs"])
def test_exceptions_agree_by_their_type_and_what_they_say(judge: Judge) -> None:
    seen = Run("raised", error="ValueError", message="a")
    assert agrees(seen, Run("raised", error="ValueError", message="a"), judge, EXACT)
    assert not agrees(seen, Run("raised", error="ValueError", message="b"), judge, EXACT)
    assert not agrees(seen, Run("raised", error="KeyError", message="a"), judge, EXACT)


@pytest.mark.parametrize("outcome", ["timed_out", "died", "skipped"])
def test_runs_that_did_not_end_never_agree(outcome: Any) -> None:
    assert not agrees(Run(outcome), Run(outcome), "values", EXACT)


@pytest.mark.parametrize("outcome", ["raised", "timed_out"])
def test_another_outcome_never_agrees(outcome: Any) -> None:
    assert not agrees(Run("returned"), Run(outcome), "values", EXACT)
    assert not agrees(Run(outcome), Run("returned"), "values", EXACT)


def test_changed_inputs_are_compared_where_these_are_judged() -> None:
    seen = Run("returned", VALUES, (0, 2))
    assert agrees(seen, Run("returned", VALUES + 9, (0, 2)), "inputs", EXACT)
    assert not agrees(seen, Run("returned", VALUES, (0,)), "inputs", EXACT)
    assert agrees(seen, Run("returned", VALUES), "values", EXACT)
