"""Facts in a few words."""

from __future__ import annotations

import pytest

from autograder.data.forms import Form
from autograder.judge.describe import (
    described,
    element_kind,
    elements,
    joined,
    listed,
    number,
    numbers,
)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Form("array", (2, 3)), "an array of shape (2, 3)"),
        (Form("array", (2,), "integers"), "an array of integers of shape (2,)"),
        (
            Form("array", (2,), "bool"),
            "an array of True and False (dtype bool) of shape (2,)",
        ),
        (Form("array", (), "complex128"), "a complex number"),
        (
            Form("array", (1,), "complex128"),
            "an array of complex numbers (dtype complex128) of shape (1,)",
        ),
        (Form("array", (), "object"), "an array of Python objects (dtype object) of shape ()"),
        (Form("array", dtype="float128"), "an array of long doubles (dtype float128)"),
        (Form("array", dtype="|V8"), "an array of dtype |V8"),
        (Form("array", dtype="x" * 90), f"an array of dtype {'x' * 39}…"),
        (Form("object", type_name="function"), "an object of type function"),
        (Form("object", type_name="\x1b[31m" + "x" * 90), f"an object of type {'x' * 59}…"),
        (Form("dict", keys=("W", "b")), "a dict with the keys W, b"),
        (Form("dict"), "a dict with the keys (none)"),
        (Form("tuple", length=2), "a tuple of 2"),
        (Form("list", length=3), "a list of 3"),
        (Form("none"), "None"),
        (Form("truth", number=True), "True"),
        (Form("truth", number=False), "False"),
        (Form("truth"), "True or False"),
        (Form("number", number=7), "the number 7"),
        (Form("number", number=0), "the number 0"),
        (Form("number"), "one number"),
        (Form("text"), "text"),
    ],
)
def test_a_form_in_words(form: Form, words: str) -> None:
    assert described(form) == words


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("bool", "True and False"),
        ("complex64", "complex numbers"),
        ("clongdouble", "complex numbers"),
        ("float96", "long doubles"),
        ("longdouble", "long doubles"),
        ("object", "Python objects"),
        ("<U3", "text"),
        (">U3", "text"),
        ("StringDType()", "text"),
        ("datetime64[s]", "dates or times"),
        ("timedelta64[s]", "dates or times"),
        ("|S3", ""),
    ],
)
def test_what_an_array_holds_is_seen_from_its_dtype(dtype: str, kind: str) -> None:
    assert element_kind(Form("array", (2,), dtype)) == kind


def test_real_numbers_need_no_dtype() -> None:
    assert elements(Form("array", (2,))) == "real numbers"
    assert elements(Form("array", (2,), "integers")) == "integers"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.1 + 0.2, "0.3"),
        (1234567.0, "1.23457e+06"),
        (1234567, "1234567"),
        (-(10**15) + 1, "-999999999999999"),
        (10**15, "1e+15"),
        (-(10**15), "-1e+15"),
        (10**400, "a huge number"),
        (float("nan"), "nan"),
        (True, "True"),
    ],
)
def test_a_number_is_short(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (1.23456, 2.0, ("1.235", "2")),
        (1.000012, 1.0, ("1.00001", "1")),
        (1.000000012, 1.0, ("1.00000001", "1")),
        (1 + 1.2e-11, 1.0, ("1.00000000001", "1")),
        (1 + 2e-16, 1.0, ("1.0000000000000002", "1")),
        (1.5, 1.5, ("1.5", "1.5")),
        (0.1, 0.1, ("0.10000000000000001", "0.10000000000000001")),
    ],
)
def test_two_numbers_have_the_digits_that_tell_them_apart(
    first: float, second: float, shown: tuple[str, str]
) -> None:
    assert numbers(first, second) == shown


def test_names_as_in_a_sentence() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"]) == "a, b and c"


def test_names_in_a_row_are_cut() -> None:
    assert listed([]) == "(none)"
    assert listed(["a"]) == "a"
    assert listed(list("abc"), 3) == "a, b, c"
    assert listed(list("abcd"), 3) == "a, b, c and 1 more"
    assert listed([str(index) for index in range(15)]).endswith("13 and 1 more")
    assert listed(["\x1b[31m" + "x" * 90]) == "x" * 39 + "…"
