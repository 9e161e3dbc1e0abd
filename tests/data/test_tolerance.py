"""How far a number may be from the right one."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.data.tolerance import USUAL, Tolerance

EXACT = Tolerance(0.25, 0.5)
"""Powers of two, so that the limits are exact."""


def right(expected: float, got: float, tolerance: Tolerance = EXACT) -> bool:
    with np.errstate(all="ignore"):
        return bool(tolerance.right(np.array([expected]), np.array([got]))[0])


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize(("expected", "limit"), [(0.0, 0.5), (4.0, 1.5), (-4.0, 1.5)])
def test_the_limit_is_right_and_what_is_beyond_is_not(
    expected: float, limit: float, sign: int
) -> None:
    assert right(expected, expected + sign * limit)
    assert not right(expected, expected + sign * (limit + 1e-9))


def test_the_limit_grows_with_the_expected_number_and_not_with_the_other() -> None:
    assert right(4.0, 2.5)
    assert not right(2.5, 4.0)


@pytest.mark.parametrize(
    ("expected", "got", "is_right"),
    [
        (np.inf, np.inf, True),
        (-np.inf, -np.inf, True),
        (np.nan, np.nan, True),
        (np.inf, -np.inf, False),
        (np.inf, 1.0, False),
        (1.0, np.inf, False),
        (np.nan, 1.0, False),
        (1.0, np.nan, False),
        (np.inf, np.nan, False),
    ],
)
def test_an_infinity_is_right_only_where_it_is_expected(
    expected: float, got: float, is_right: bool
) -> None:
    assert right(expected, got) is is_right


def test_every_entry_is_judged_by_itself() -> None:
    expected, got = np.array([[0.0, 4.0]]), np.array([[0.6], [0.4]])
    assert EXACT.right(expected, got).tolist() == [[False, False], [True, False]]
    assert EXACT.right(expected, got).dtype == bool


def test_a_wider_tolerance_is_wider_in_both_parts() -> None:
    assert EXACT.times(4) == Tolerance(1.0, 2.0)


def test_the_usual_one_leaves_room_for_single_precision() -> None:
    assert Tolerance() == USUAL == Tolerance(1e-4, 1e-5)
    rounded = float(np.float32(0.1) + np.float32(0.7))
    assert right(0.8, rounded, USUAL)
    assert not right(0.8, 0.8 + 2e-4, USUAL)
