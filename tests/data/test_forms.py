"""What kind of thing a value is, without its numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.declared import Drawn
from autograder.data.forms import Form, form_of, hidden_form
from autograder.data.values import Other, Seed

MATRIX = np.ones((2, 3))
FORMS: list[tuple[Any, Form]] = [
    (MATRIX, Form("array", (2, 3))),
    (MATRIX.astype(np.float16), Form("array", (2, 3))),
    (MATRIX.astype(np.uint8), Form("array", (2, 3), "integers")),
    (MATRIX.astype(bool), Form("array", (2, 3), "bool")),
    (MATRIX + 0j, Form("array", (2, 3), "complex128")),
    (np.array("a"), Form("array", (), "<U1")),
    (np.zeros(0), Form("array", (0,))),
    (Drawn((2, 3), 0.0, 1.0, 0.1, 0.1), Form("array", (2, 3))),
    ({"a": 1, 2: "b"}, Form("dict", keys=("a", "2"))),
    ({}, Form("dict")),
    ((1, 2), Form("tuple", length=2)),
    ([1], Form("list", length=1)),
    (None, Form("none")),
    (7, Form("number", number=7)),
    (2.5, Form("number", number=2.5)),
    ("text", Form("text")),
    (Other("function"), Form("object", type_name="function")),
    (Other("str", reason="too large"), Form("object", type_name="str", reason="too large")),
    (Other("ndarray", dtype="float128"), Form("array", dtype="float128")),
    (Seed(3), Form("object", type_name="Seed")),
]


@pytest.mark.parametrize(("value", "form"), FORMS, ids=repr)
def test_each_kind_has_its_facts(value: Any, form: Form) -> None:
    assert form_of(value) == form


@pytest.mark.parametrize(("value", "form"), FORMS, ids=repr)
def test_a_hidden_form_is_the_same_without_the_number(value: Any, form: Form) -> None:
    expected = Form("number") if form.kind == "number" else form
    assert hidden_form(value) == expected


def test_a_form_holds_no_facts_unless_they_are_given() -> None:
    assert Form("text") == Form("text", None, "", (), 0, "", None, "")


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value_is_no_number_and_stays_hidden(value: bool) -> None:
    assert form_of(value) == Form("truth", number=value)
    assert type(form_of(value).number) is bool
    assert hidden_form(value) == Form("truth")


@pytest.mark.parametrize(
    ("value", "is_real"),
    [
        (MATRIX, True),
        (MATRIX.astype(int), True),
        (Drawn((2,), 0.0, 1.0, 0.1, 0.1), True),
        (MATRIX > 0, False),
        (MATRIX + 0j, False),
        (3.0, False),
        ([1.0], False),
        (None, False),
    ],
)
def test_only_arrays_of_real_numbers_are_real(value: Any, is_real: bool) -> None:
    assert form_of(value).is_real is is_real
