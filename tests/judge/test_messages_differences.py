"""Every kind of difference is a sentence, in a visible case and in a hidden one."""

from __future__ import annotations

import typing

import numpy as np
import pytest

from autograder.data.declared import NEW, SAME, Origin
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
from autograder.judge.messages import next_step, seen
from tests.judge.made import case

ARRAY = Form("array", (2, 3))
PART = np.array([[True, False, False], [False, False, False]])
EACH: list[tuple[Difference, str]] = [
    (
        Raised("ValueError", "shapes differ", "a.py", 3),
        "your function stopped with ValueError: shapes differ (a.py, line 3). It should return a"
        " value.",
    ),
    (Raised("KeyError"), "your function stopped with KeyError. It should return a value."),
    (
        Raised("E", "x" * 300),
        f"your function stopped with E: {'x' * 197}. It should return a value.",
    ),
    (TimedOut(), "your function did not finish in time. It should return at once."),
    (
        Died(),
        "the process that ran your function died (out of memory, or it ended the program).",
    ),
    (Skipped(), "your function was not run, because an earlier case did not finish."),
    (
        ChangedInputs(("x", "h")),
        "your function changed its input x and h. Inputs belong to the caller and must be the same"
        " afterwards as before.",
    ),
    (
        NothingReturned("h_t", ARRAY),
        "h_t is missing (got None). There should be an array of shape (2, 3).",
    ),
    (
        NothingReturned("", ARRAY),
        "the result is missing (got None). There should be an array of shape (2, 3).",
    ),
    (
        MissingKey("grads['W']", ARRAY),
        "grads['W'] is missing (got no such key). There should be an array of shape (2, 3).",
    ),
    (
        MissingKey("grads['W']", ARRAY, ("dW", "db", "a", "b", "c")),
        "grads['W'] is missing (got no such key, but dW, db, a, b and 1 more). There should be an"
        " array of shape (2, 3).",
    ),
    (
        ExtraKeys("grads", ("W", "b"), ("V",)),
        "also V came back in grads. There should be the keys W, b.",
    ),
    (ExtraKeys("", ("W",), ("V", "U")), "also V, U came back. There should be the keys W."),
    (
        WrongCount("", 2, ("h_t", "c_t"), 3),
        "3 values came back. There should be 2 values: h_t and c_t.",
    ),
    (WrongCount("states", 2, (), 1), "1 value came back in states. There should be 2 values."),
    (
        WrongCount("", 2, (), 1, ARRAY),
        "one value, an array of shape (2, 3), came back. There should be 2 values.",
    ),
    (
        SeveralForOne("h_t", ARRAY, 2),
        "2 values came back. There should be one, h_t: an array of shape (2, 3).",
    ),
    (
        SeveralForOne("grads['W']", ARRAY, 1),
        "a tuple of one value came back in grads['W']. There should be one: an array of shape"
        " (2, 3).",
    ),
    (
        SeveralForOne("", ARRAY, 2),
        "2 values came back. There should be one: an array of shape (2, 3).",
    ),
    (
        WrongType("h_t", ARRAY, Form("text")),
        "h_t is text. It should be an array of shape (2, 3).",
    ),
    (
        WrongType("", Form("number"), Form("none")),
        "what came back is None. It should be one whole number.",
    ),
    (
        WrongType("n", Form("truth"), Form("number", number=3)),
        "n is the number 3. It should be True or False.",
    ),
    (
        WrongDtype("h_t", ARRAY, Form("array", (2, 3), "complex128")),
        "h_t is an array of complex numbers (dtype complex128) of shape (2, 3). It should be an"
        " array of real numbers, float64 or float32, of shape (2, 3).",
    ),
    (
        WrongDtype("mask", Form("array", (2,), "bool"), Form("array", (2,), "integers")),
        "mask is an array of integers of shape (2,). It should be an array of True and False"
        " (dtype bool) of shape (2,).",
    ),
    (
        WrongShape("h_t", (2, 3), (3, 2)),
        "h_t has shape (3, 2). It should have shape (2, 3).",
    ),
    (WrongShape("", (2,), ()), "what came back has shape (). It should have shape (2,)."),
    (
        NonFinite("h_t", (0, 1), 1.5, float("nan"), 0.5, PART),
        "h_t[0, 1] is nan. Every entry should be a finite number.",
    ),
    (
        NonFinite("", (), 1.5, float("inf")),
        "what came back is inf. It should be a finite number.",
    ),
    (
        OtherValue("name", Form("text"), Form("text")),
        "name is text. It should be another text.",
    ),
    (
        OtherValue("", Form("truth"), Form("truth", number=False)),
        "what came back is False. It should be the opposite.",
    ),
    (
        WrongOrigin("W", SAME, NEW),
        "W holds other numbers than an earlier call with the same seed. It should hold the same"
        " ones.",
    ),
    (
        WrongOrigin("W", NEW, SAME),
        "W holds the very numbers of an earlier call with another seed. It should hold others.",
    ),
    (
        WrongOrigin("params['U']", NEW, Origin("copy", "['W']"), "params"),
        "params['U'] holds the very numbers of params['W']. It should hold numbers of its own.",
    ),
    (
        WrongOrigin("", SAME, Origin("copy", "[0]"), ""),
        "what came back holds other numbers than an earlier call with the same seed. It should hold"
        " the same ones.",
    ),
]
NUMBERS: list[tuple[Difference, str, str]] = [
    (
        WrongValue("h_t", (0, 0), 7.125, 8.5, 1 / 6, PART),
        "h_t[0, 0] is 8.5 and should be 7.125 (17% of its entries are wrong).",
        "h_t has wrong values, 17% of its entries are wrong, first at [0, 0].",
    ),
    (
        WrongValue("h_t", (0, 0), 7.125, 8.5, 0.9),
        "h_t[0, 0] is 8.5 and should be 7.125 (90% of its entries are wrong).",
        "h_t has wrong values, 90% of its entries are wrong, first at [0, 0].",
    ),
    (
        WrongValue("", (3,), 7.125, 8.5, 1.0, np.ones(4, bool)),
        "what came back[3] is 8.5 and should be 7.125 (every entry is wrong).",
        "what came back has wrong values, every entry is wrong, first at [3].",
    ),
    (
        WrongValue("h_t", (0,), 7.125, 8.5, 0.0001),
        "h_t[0] is 8.5 and should be 7.125 (1% of its entries are wrong).",
        "h_t has wrong values, 1% of its entries are wrong, first at [0].",
    ),
    (
        WrongValue("h_t", (0, 0), 7.125, 8.5, 1.0, np.ones((1, 1), bool)),
        "h_t[0, 0] is 8.5 and should be 7.125.",
        "h_t[0, 0] is a wrong number.",
    ),
    (WrongValue("n", (), 7, 8), "n is 8 and should be 7.", "n is a wrong number."),
    (
        WrongValue("n", (), 7.1250001, 7.125),
        "n is 7.125 and should be 7.1250001.",
        "n is a wrong number.",
    ),
    (
        WrongSpread("W", "mean", 7.125, 0.25),
        "the numbers in W have a mean of 0.25. They should have a mean near 7.125.",
        "the numbers in W have the wrong mean or spread.",
    ),
    (
        WrongSpread("", "std", 7.125, 0.25),
        "the numbers in what came back have a spread of 0.25. They should have a spread (standard"
        " deviation) near 7.125.",
        "the numbers in what came back have the wrong mean or spread.",
    ),
]
WHATEVER = [difference for difference, *_ in (*EACH, *NUMBERS)]


def test_every_kind_of_difference_is_here() -> None:
    kinds = typing.get_args(Difference)
    assert len(kinds) >= 18
    assert {type(difference) for difference in WHATEVER} == set(kinds)


@pytest.mark.parametrize(("difference", "said"), EACH)
def test_what_holds_no_expected_number_is_said_in_any_case(
    difference: Difference, said: str
) -> None:
    assert seen(case(name="two rows"), difference) == f"In the case “two rows” {said}"
    hidden = seen(case(name="two rows", visible=False, criterion="any batch"), difference)
    assert hidden == f"In a hidden case of “any batch” {said}"


@pytest.mark.parametrize(("difference", "visible", "hidden"), NUMBERS)
def test_expected_numbers_are_said_of_visible_cases_alone(
    difference: Difference, visible: str, hidden: str
) -> None:
    assert seen(case(name="two rows"), difference) == f"In the case “two rows” {visible}"
    assert (
        seen(case(name="two rows", visible=False), difference)
        == f"In a hidden case of “right values” {hidden}"
    )


@pytest.mark.parametrize("difference", WHATEVER)
def test_nothing_that_is_said_of_a_hidden_case_names_it_or_its_numbers(
    difference: Difference,
) -> None:
    hidden = case(name="secret name", visible=False)
    for said in (seen(hidden, difference), next_step(hidden, difference)):
        assert "7.125" not in said
        assert "secret name" not in said
        assert said.endswith(".")
