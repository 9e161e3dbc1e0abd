"""What to try: one sentence that fits what happened."""

from __future__ import annotations

import pytest

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
from autograder.judge.messages import next_step
from autograder.judge.messages.steps import _ERROR_STEPS
from tests.judge.made import case
from tests.judge.test_messages_differences import WHATEVER

ARRAY = Form("array", (2, 3))
RETURNS = "section “Returns”"


@pytest.mark.parametrize(
    ("difference", "step"),
    [
        (Raised("ValueError"), "Print those shapes"),
        (Raised("KeyError"), "letter by letter"),
        (TimedOut(), "a loop whose condition never turns false"),
        (Died(), "an array that grows without end"),
        (Skipped(), "the case before this one"),
        (ChangedInputs(("x",)), "work on a copy"),
        (NothingReturned("h_t", ARRAY), "end in a return statement with a value"),
        (NothingReturned("", ARRAY), "end in a return statement with a value"),
        (NothingReturned("grads['W']", ARRAY), RETURNS),
        (MissingKey("grads['W']", ARRAY), "Compare the keys of your dict"),
        (ExtraKeys("grads", ("W",), ("V",)), RETURNS),
        (WrongCount("", 2, (), 3), RETURNS),
        (SeveralForOne("h_t", ARRAY, 1), "a comma after the value"),
        (SeveralForOne("h_t", ARRAY, 2), RETURNS),
        (WrongType("h_t", ARRAY, Form("text")), RETURNS),
        (WrongDtype("h_t", ARRAY, Form("array", dtype="complex64")), "a 1j"),
        (WrongDtype("h_t", ARRAY, Form("array", dtype="float128")), "np.longdouble"),
        (WrongDtype("h_t", ARRAY, Form("array", dtype="object")), "dtype=object"),
        (WrongDtype("h_t", ARRAY, Form("array", dtype="<U3")), "quotes"),
        (WrongDtype("h_t", ARRAY, Form("array", dtype="bool")), "a comparison (<"),
        (WrongDtype("h_t", ARRAY, Form("array", dtype="datetime64[s]")), "a cast"),
        (WrongShape("h_t", (2, 3), (2,)), "An axis is lost"),
        (WrongShape("h_t", (2, 3), ()), "every factor"),
        (WrongShape("h_t", (2, 3), (3, 2)), "in another order"),
        (WrongShape("h_t", (3, 2), (2, 3)), "in another order"),
        (WrongShape("h_t", (2, 3), (3, 3)), "every factor"),
        (WrongShape("h_t", (2, 3), (1, 2, 3)), "every factor"),
        (WrongShape("h_t", (2,), (3,)), "every factor"),
        (WrongValue("h_t", (0,), 1.0, 2.0), "by hand"),
        (OtherValue("name", Form("text"), Form("text")), "by hand"),
        (NonFinite("h_t", (0,), 1.0, float("nan")), "overflows or divides by zero"),
        (WrongSpread("W", "mean", 0.0, 1.0), "the mean and the spread"),
    ],
)
def test_the_step_fits_the_difference(difference: Difference, step: str) -> None:
    assert step in next_step(case(), difference)


def test_random_numbers_of_another_place_have_a_step() -> None:
    (difference,) = [item for item in WHATEVER if isinstance(item, WrongOrigin)][:1]
    assert "from the generator" in next_step(case(), difference)


@pytest.mark.parametrize("error", sorted(_ERROR_STEPS))
def test_a_known_exception_has_a_step_of_its_own(error: str) -> None:
    step = next_step(case(), Raised(error))
    assert step == _ERROR_STEPS[error] != next_step(case(), Raised("ValueError"))
    assert step.endswith((".", "?"))


@pytest.mark.parametrize(
    ("difference", "asks"),
    [
        (WrongValue("h_t", (0,), 1.0, 2.0), True),
        (WrongShape("h_t", (2,), (3,)), True),
        (NonFinite("h_t", (0,), 1.0, float("inf")), False),
        (Raised("ValueError"), False),
    ],
)
def test_a_later_criterion_is_asked_about(difference: Difference, asks: bool) -> None:
    later = next_step(case(criterion="any batch"), difference)
    plain = next_step(case(), difference)
    question = "Ask what is different about this case: it looks at “any batch”. "
    assert later == (question + plain if asks else plain)
