"""Where the random numbers of a paired case come from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.declared import NEW, SAME, Drawn, Origin
from autograder.data.differences import WrongOrigin
from autograder.data.runs import Run
from autograder.judge.compare import compare
from autograder.judge.paired_cases import expected_origins, pair_runs
from tests.judge.made import VALUES, case, differences_of, exercise, returned

DRAWN = Drawn((3,), 0.0, 1.0, 9.0, 9.0)
EXPECTED = {"W": DRAWN, "b": VALUES, "U": (DRAWN, DRAWN)}
FIRST = case(EXPECTED, name="first")
A, B, C, D = (np.arange(3.0) + shift for shift in (0, 10, 20, 30))


def value(W: Any, U: Any, V: Any) -> dict[str, Any]:
    """A returned value with these arrays in it."""
    return {"W": W, "b": VALUES, "U": (U, V)}


def origins(first: Any, second: Any) -> Any:
    """What the second case holds in place of its values."""
    pair = FIRST, case({}, name="again", paired_with="first")
    return pair_runs(pair, returned(first, second))[1].value


def test_an_origin_is_expected_for_each_drawn_array() -> None:
    names = ["['W']", "['U'][0]", "['U'][1]"]
    assert expected_origins(FIRST, "repeats") == dict.fromkeys(names, SAME)
    assert expected_origins(FIRST, "differs") == dict.fromkeys(names, NEW)
    assert expected_origins(case(DRAWN), "repeats") == {"": SAME}
    assert expected_origins(case(VALUES), "repeats") == {}


def test_the_same_numbers_new_ones_and_copies_are_told_apart() -> None:
    found = origins(value(A, B, C), value(A, D, D.copy()))
    assert found == {"['W']": SAME, "['U'][0]": NEW, "['U'][1]": Origin("copy", "['U'][0]")}


def test_numbers_of_another_place_of_the_earlier_case_are_new() -> None:
    found = origins(value(A, B, C), value(B, A, C))
    assert found == {"['W']": NEW, "['U'][0]": NEW, "['U'][1]": SAME}


def test_a_copy_names_the_first_place_that_holds_it() -> None:
    found = origins(value(A, B, C), value(D, D, D))
    assert found["['U'][1]"] == Origin("copy", "['W']")


def test_the_same_numbers_are_the_same_even_where_they_are_a_copy() -> None:
    assert set(origins(value(A, A, A), value(A, A, A)).values()) == {SAME}


@pytest.mark.parametrize("thing", [None, "text", {"a": 1}, [[1.0], [1.0, 2.0]]])
def test_what_is_no_array_is_never_the_same(thing: Any) -> None:
    assert set(origins(value(thing, thing, thing), value(thing, thing, thing)).values()) == {NEW}


@pytest.mark.parametrize("other", [None, [], "text", {}, {"W": A, "U": (A,)}])
def test_a_value_of_another_form_has_new_numbers(other: Any) -> None:
    assert set(origins(value(A, B, C), other)) == {"['W']", "['U'][0]", "['U'][1]"}
    assert NEW in origins(value(A, B, C), other).values()
    assert set(origins(other, value(A, B, C)).values()) <= {NEW, SAME}


def test_other_runs_stay_as_they_are() -> None:
    cases = FIRST, case(VALUES), case({}, paired_with="first"), case({}, paired_with="nothing")
    runs = (*returned(value(A, B, C), VALUES), Run("raised", error="E"), *returned(VALUES))
    assert all(left is right for left, right in zip(pair_runs(cases, runs), runs, strict=True))


def test_an_origin_that_is_not_the_wanted_one_is_the_difference() -> None:
    again = case(expected_origins(FIRST, "repeats"), name="again", paired_with="first")
    key = exercise(FIRST, again, returns=("params",))
    right = pair_runs(key.cases, returned(value(A, B, C), value(A, B, C)))
    assert differences_of(key, right)[1] is None
    wrong = pair_runs(key.cases, returned(value(A, B, C), value(A, D, C)))
    assert differences_of(key, wrong)[1] == WrongOrigin("params['U'][0]", SAME, NEW, "params")
    nothing = compare(again, Run("returned", None), key.tolerance, ("a", "b"))
    assert nothing == WrongOrigin("['W']", SAME, NEW, "")
