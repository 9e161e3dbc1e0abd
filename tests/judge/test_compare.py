"""The facts of each difference, and where it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.declared import NEW, SAME, Drawn
from autograder.data.differences import (
    ChangedInputs,
    Died,
    Difference,
    ExtraKeys,
    MissingKey,
    NonFinite,
    NothingReturned,
    OtherValue,
    Raised,
    SeveralForOne,
    Skipped,
    TimedOut,
    WrongCount,
    WrongDtype,
    WrongOrigin,
    WrongShape,
    WrongSpread,
    WrongType,
    WrongValue,
)
from autograder.data.forms import Form
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.data.values import Other, Seed
from autograder.judge.compare import compare, first_difference
from tests.judge.made import VALUES, case

TOLERANCE = Tolerance()
NAMES = ("h_t", "c_t")
DRAWN = Drawn((2,), 0.5, 1.0, 0.25, 0.25)
ARRAY = Form("array", (2, 3))


def found(expected: Any, got: Any, returns: tuple[str, ...] = ()) -> Difference | None:
    """The first difference between two values."""
    return first_difference(expected, got, TOLERANCE, returns)


@pytest.mark.parametrize(
    ("expected", "got", "difference"),
    [
        (VALUES, None, NothingReturned("y", ARRAY)),
        (3, None, NothingReturned("y", Form("number"))),
        ({"W": VALUES}, None, NothingReturned("y", Form("dict", keys=("W",)))),
        ({"W": VALUES}, {}, MissingKey("y['W']", ARRAY)),
        ({"W": VALUES}, {"dW": 1, 2: 3}, MissingKey("y['W']", ARRAY, ("dW", "2"))),
        ({"W": VALUES}, {"W": VALUES, "b": 1}, ExtraKeys("y", ("W",), ("b",))),
        (
            {"W": VALUES},
            [VALUES],
            WrongType("y", Form("dict", keys=("W",)), Form("list", length=1)),
        ),
        ({"W": VALUES}, {"W": None}, NothingReturned("y['W']", ARRAY)),
        ({"W": {"f": 1}}, {"W": {"f": 2}}, WrongValue("y['W']['f']", (), 1, 2)),
        (VALUES, (VALUES, 1), SeveralForOne("y", ARRAY, 2)),
        (VALUES, (VALUES,), SeveralForOne("y", ARRAY, 1)),
        (VALUES, (), WrongType("y", ARRAY, Form("tuple"))),
        (VALUES, "text", WrongType("y", ARRAY, Form("text"))),
        (VALUES, VALUES + 0j, WrongDtype("y", ARRAY, Form("array", (2, 3), "complex128"))),
        (
            VALUES,
            Other("ndarray", "float128"),
            WrongDtype("y", ARRAY, Form("array", dtype="float128")),
        ),
        (VALUES, VALUES.T, WrongShape("y", (2, 3), (3, 2))),
        (VALUES, VALUES.T + 0j, WrongShape("y", (2, 3), (3, 2))),
        (3, np.array([3]), WrongShape("y", (), (1,))),
        (3, True, WrongType("y", Form("number"), Form("truth", number=True))),
        (3, np.array("3"), WrongType("y", Form("number"), Form("text"))),
        (3, 3.5, WrongValue("y", (), 3, 3.5)),
        (3, np.int64(4), WrongValue("y", (), 3, 4)),
        (None, 1, WrongType("y", Form("none"), Form("number", number=1))),
        (True, 1, WrongType("y", Form("truth"), Form("number", number=1))),
        (True, False, OtherValue("y", Form("truth"), Form("truth", number=False))),
        ("a", "b", OtherValue("y", Form("text"), Form("text"))),
        ("a", 1, WrongType("y", Form("text"), Form("number", number=1))),
        (
            Seed(1),
            Seed(2),
            OtherValue("y", Form("object", type_name="Seed"), Form("object", type_name="Seed")),
        ),
        (
            np.array([True]),
            np.array([1.0]),
            WrongDtype("y", Form("array", (1,), "bool"), Form("array", (1,))),
        ),
        (
            np.array([True]),
            np.array([False]),
            OtherValue("y", Form("array", (1,), "bool"), Form("array", (1,), "bool")),
        ),
        (
            np.array([True]),
            np.array(["a"]),
            WrongDtype("y", Form("array", (1,), "bool"), Form("array", (1,), "<U1")),
        ),
        (DRAWN, "text", WrongType("y", Form("array", (2,)), Form("text"))),
        (
            DRAWN,
            np.array([True, False]),
            WrongDtype("y", Form("array", (2,)), Form("array", (2,), "bool")),
        ),
        (DRAWN, np.zeros(3), WrongShape("y", (2,), (3,))),
        (DRAWN, np.zeros(0), WrongShape("y", (2,), (0,))),
        (DRAWN, Drawn((3,), 0.5, 1.0, 0.25, 0.25), WrongShape("y", (2,), (3,))),
        (DRAWN, np.array([2.0, 0.0]), WrongSpread("y", "mean", 0.5, 1.0)),
        (DRAWN, np.array([0.0, 1.0]), WrongSpread("y", "std", 1.0, 0.5)),
    ],
    ids=str,
)
def test_a_difference_has_the_facts_of_its_kind(
    expected: Any, got: Any, difference: Difference
) -> None:
    assert found(expected, got, ("y",)) == difference


@pytest.mark.parametrize(
    "value",
    [True, False, None, "a", Seed(1), Other("function"), np.array([True, False]), np.array(["a"])],
    ids=str,
)
def test_what_is_no_number_is_right_when_it_is_the_same(value: Any) -> None:
    assert found(value, value) is None


def test_the_spread_may_be_as_far_away_as_its_tolerance() -> None:
    assert found(DRAWN, np.array([1.75, -0.25])) is None
    assert found(DRAWN, np.array([-0.75, 1.25])) is None
    assert found(DRAWN, np.array([1.5, -1.0])) is None
    assert found(DRAWN, np.array([-0.5, 1.0])) is None
    assert found(DRAWN, np.array([1.25, -0.25])) is None
    assert found(DRAWN, np.array([1.8, -0.2])) == WrongSpread("", "mean", 0.5, 0.8)


def test_a_mean_near_zero_is_said_to_be_zero() -> None:
    near = Drawn((2,), 0.125, 1.0, 0.125, 9.0)
    assert found(near, np.array([5.0, 5.0])) == WrongSpread("", "mean", 0.0, 5.0)
    negative = Drawn((2,), -0.125, 1.0, 0.125, 9.0)
    assert found(negative, np.array([5.0, 5.0])) == WrongSpread("", "mean", 0.0, 5.0)
    away = Drawn((2,), 0.25, 1.0, 0.125, 9.0)
    assert found(away, np.array([5.0, 5.0])) == WrongSpread("", "mean", 0.25, 5.0)


def test_an_empty_array_of_random_numbers_has_a_shape_and_nothing_else() -> None:
    assert found(Drawn((0,), 0.0, 0.0, 0.1, 0.1), np.zeros(0)) is None


def test_wrong_numbers_are_counted_and_marked() -> None:
    wrong = VALUES.copy()
    wrong[0, 2] += 1
    wrong[1, 0] -= 1
    difference = found(VALUES, wrong)
    assert difference == WrongValue("", (0, 2), 3.0, 4.0, 2 / 6)
    assert isinstance(difference, WrongValue)
    assert difference.wrong is not None
    assert difference.wrong.tolist() == [[False, False, True], [True, False, False]]
    assert difference.entries == 6


def test_the_first_infinity_is_shown_although_other_numbers_are_wrong_before_it() -> None:
    wrong = VALUES.copy()
    wrong[0, 0], wrong[1, 1] = 9, np.nan
    difference = found(VALUES, wrong)
    assert isinstance(difference, NonFinite)
    assert (difference.index, difference.expected, difference.share) == ((1, 1), 2.0, 2 / 6)
    assert np.isnan(difference.got)


def test_an_infinity_that_is_expected_is_right_and_a_number_in_its_place_is_wrong() -> None:
    expected = np.array([np.inf, np.nan, 1.0])
    assert found(expected, expected) is None
    assert found(expected, np.array([np.inf, np.nan, 2.0])) == WrongValue("", (2,), 1.0, 2.0, 1 / 3)
    assert type(found(expected, np.array([5.0, np.nan, 1.0]))) is WrongValue


@pytest.mark.parametrize(("size", "kept"), [(4096, True), (4097, False)])
def test_only_small_arrays_keep_which_entries_are_wrong(size: int, kept: bool) -> None:
    difference = found(np.zeros(size), np.ones(size))
    assert isinstance(difference, WrongValue)
    assert (difference.wrong is not None) is kept
    assert difference.entries == (size if kept else None)


@pytest.mark.parametrize(
    ("expected", "got", "returns", "where"),
    [
        ((VALUES, VALUES), (VALUES, -VALUES), NAMES, "c_t"),
        ((VALUES, VALUES), (-VALUES, -VALUES), NAMES, "h_t"),
        ((VALUES, VALUES), (VALUES, -VALUES), (), "value 2"),
        ((VALUES, VALUES), (VALUES, -VALUES), ("h_t", "c_t", "more"), "value 2"),
        ((VALUES, VALUES), (VALUES, -VALUES), ("states",), "states[1]"),
        ((VALUES, (VALUES, 1)), (VALUES, (VALUES, 2)), NAMES, "c_t[1]"),
        ((VALUES, (VALUES, 1)), (VALUES, (VALUES, 2)), (), "value 2[1]"),
        ([{"W": VALUES}], [{"W": -VALUES}], ("grads",), "grads[0]['W']"),
        (VALUES, -VALUES, NAMES, ""),
        (VALUES, -VALUES, ("y",), "y"),
        (VALUES, -VALUES, (), ""),
    ],
)
def test_a_difference_says_where_it_is(
    expected: Any, got: Any, returns: tuple[str, ...], where: str
) -> None:
    difference = found(expected, got, returns)
    assert isinstance(difference, WrongValue)
    assert difference.where == where


def test_a_wrong_number_of_values_names_the_expected_ones() -> None:
    both = VALUES, VALUES
    assert found(both, (VALUES,) * 3, NAMES) == WrongCount("", 2, NAMES, 3)
    assert found(both, VALUES, NAMES) == WrongCount("", 2, NAMES, 1, ARRAY)
    assert found(both, VALUES, ()) == WrongCount("", 2, (), 1, ARRAY)
    assert found((both, 1), ((VALUES,), 1), NAMES) == WrongCount("h_t", 2, (), 1)


def test_a_list_of_numbers_is_an_array_and_any_other_list_a_sequence() -> None:
    assert found([1.0, 2], np.array([1.0, 2.0])) is None
    assert found([1.0, 2.0], [1.0, 3.0]) == WrongValue("", (1,), 2.0, 3.0, 0.5)
    assert found([True, False], [True, False]) is None
    assert found([True, False], [True, 0]) == WrongType(
        "value 2", Form("truth"), Form("number", number=0)
    )
    assert found([], []) is None
    assert found([], ()) is None
    assert found([VALUES, 1], (VALUES, 1)) is None
    assert found(VALUES, tuple(map(tuple, VALUES.tolist()))) is None
    assert found(["a", 1], ["a", 2]) == WrongValue("value 2", (), 1, 2)


@pytest.mark.parametrize("judge", ["values", "inputs"])
def test_a_run_that_did_not_return_is_a_difference_in_every_case(judge: Any) -> None:
    for run, difference in (
        (Run("raised", None, (), "E", "text", "a.py", 3), Raised("E", "text", "a.py", 3)),
        (Run("timed_out"), TimedOut()),
        (Run("died"), Died()),
        (Run("skipped"), Skipped()),
    ):
        assert compare(case(judge=judge), run, TOLERANCE) == difference


def test_a_case_of_values_compares_these_under_their_names() -> None:
    both = case((VALUES, VALUES))
    run = Run("returned", (VALUES, VALUES + 1))
    difference = compare(both, run, TOLERANCE, NAMES)
    assert isinstance(difference, WrongValue)
    assert difference.where == "c_t"
    assert compare(both, run, Tolerance(1.0, 1.0), NAMES) is None
    assert compare(both, Run("returned", (VALUES, VALUES)), TOLERANCE) is None


def test_a_paired_case_compares_where_its_numbers_come_from() -> None:
    again = case({"['W']": SAME}, judge="repeats", paired_with="first")
    new: Any = {"['W']": NEW}
    same: Any = {"['W']": SAME}
    assert compare(again, Run("returned", same), TOLERANCE, ("params",)) is None
    difference = WrongOrigin("params['W']", SAME, NEW, "params")
    assert compare(again, Run("returned", new), TOLERANCE, ("params",)) == difference
    unnamed = WrongOrigin("['W']", SAME, NEW, "")
    assert compare(again, Run("returned", new), TOLERANCE) == unnamed
    assert compare(again, Run("returned", new), TOLERANCE, ("a", "b")) == unnamed
    assert compare(again, Run("returned", None), TOLERANCE) == unnamed


def test_changed_inputs_are_named_in_their_order() -> None:
    inputs = case(judge="inputs", inputs={"x": 1, "h": 2, "W": 3})
    assert compare(inputs, Run("returned", "any", (2, 0)), TOLERANCE) == ChangedInputs(("x", "W"))
    assert compare(inputs, Run("returned", "any"), TOLERANCE) is None
    assert compare(inputs, Run("returned", "any", (7,)), TOLERANCE) is None
    values = case(inputs={"x": 1})
    assert compare(values, Run("returned", VALUES, (0,)), TOLERANCE) is None
