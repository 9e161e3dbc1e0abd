"""One walk through nested values for all that need one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.data.tree import NotThere, at, is_sequence, leaves, path_text, rebuild

ARRAY = np.array([1.0, 2.0])
NESTED = {"W": ARRAY, "states": (ARRAY, [1, {"t": 2}]), "none": None}
VALUES = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_every_leaf_comes_with_its_path_in_order() -> None:
    assert list(leaves(NESTED)) == [
        (("W",), ARRAY),
        (("states", 0), ARRAY),
        (("states", 1, 0), 1),
        (("states", 1, 1, "t"), 2),
        (("none",), None),
    ]


@pytest.mark.parametrize(
    "leaf", [1.5, None, "text", ARRAY, [1, 2.0, True], (1, 2), [], (), {}, [[]][0]]
)
def test_numbers_in_a_row_and_empty_containers_are_leaves(leaf: Any) -> None:
    assert list(leaves(leaf)) == [((), leaf)]
    assert list(leaves(leaf, ("a", 0))) == [(("a", 0), leaf)]
    assert not is_sequence(leaf)


@pytest.mark.parametrize("value", [[None], ([1], 2), ["a", 1], [1, ARRAY], [{}]])
def test_a_list_with_more_than_numbers_is_walked_into(value: Any) -> None:
    assert is_sequence(value)
    assert len(list(leaves(value))) == len(value)


@given(VALUES)
def test_every_leaf_stands_at_its_path(value: Any) -> None:
    for path, leaf in leaves(value):
        assert at(value, path) is leaf


def test_a_path_leads_through_dicts_lists_and_tuples() -> None:
    assert at(NESTED, ()) is NESTED
    assert at(NESTED, ("states", 1, 1, "t")) == 2
    assert at([5, 6], (1,)) == 6


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (NESTED, ("no",)),
        (NESTED, (0,)),
        (NESTED, ("states", "W")),
        (NESTED, ("states", 2)),
        (NESTED, ("W", 0)),
        (NESTED, ("none", "t")),
        ([], (0,)),
        ("text", (0,)),
        ("text", ("t",)),
        (None, ("a",)),
    ],
)
def test_a_place_that_is_not_there_is_an_error_with_its_path(value: Any, path: Any) -> None:
    with pytest.raises(NotThere) as caught:
        at(value, path)
    assert caught.value.args == (path_text(path),)


def test_a_path_is_written_as_in_python() -> None:
    assert path_text(("grads", 0, "W_f")) == "['grads'][0]['W_f']"
    assert path_text(()) == ""


def test_rebuilding_changes_leaves_and_keeps_containers() -> None:
    doubled = rebuild(NESTED, lambda item: item * 2 if isinstance(item, (int, float)) else item)
    assert doubled == {"W": ARRAY, "states": (ARRAY, [2, {"t": 4}]), "none": None}
    assert doubled is not NESTED
    assert NESTED["states"][1] == [1, {"t": 2}]  # type: ignore[index]
    assert type(doubled["states"]) is tuple
    assert type(doubled["states"][1]) is list


def test_what_takes_the_place_of_a_container_is_not_walked_into() -> None:
    seen: list[Any] = []

    def change(item: Any) -> Any:
        seen.append(item)
        return [9, 9] if item == (1, 2) else item

    assert rebuild({"a": (1, 2), "b": 3}, change) == {"a": [9, 9], "b": 3}
    assert seen == [{"a": (1, 2), "b": 3}, (1, 2), 3]


def test_an_equal_object_is_a_change_as_well() -> None:
    copied = rebuild([ARRAY], lambda item: item.copy() if isinstance(item, np.ndarray) else item)
    assert copied[0] is not ARRAY
    assert (copied[0] == ARRAY).all()
