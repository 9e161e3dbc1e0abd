"""How much one call may return: what is just small enough travels, and a little more is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.data.codec import decode, encode
from autograder.data.values import Other, Seed
from autograder.sandbox.inside import dump, wire


def received(value: Any, max_bytes: int = 1 << 20) -> Any:
    return decode(dump.dump(value, max_bytes))


@pytest.mark.parametrize(
    "value",
    [
        "x" * 50,
        "σ" * 30,
        np.arange(7.0),
        np.float64(2.5),
        2.5,
        3 + 4j,
        1 << 100,
        [1.5, "ab", None, True],
        (1, (2, [3])),
        {"a": "b", "σ": [1.5]},
        {"a long key " * 5: None},
        [[]] * 9,
        [len, len],
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_byte_of_a_value_counts(value: Any) -> None:
    size = len(dump.dump(value, 1 << 20))
    name = type(value).__name__
    assert repr(received(value, size)) == repr(received(value))
    assert received(value, size - 1) == Other(name, reason="too large")


def test_parts_add_up() -> None:
    assert received([np.zeros(10)] * 9, 1000) != Other("list", reason="too large")
    assert received([np.zeros(10)] * 11, 1000) == Other("list", reason="too large")
    assert received([{"x" * 100: 1}] * 11, 1000) == Other("list", reason="too large")


def test_many_bytes_and_many_parts_are_counted_apart() -> None:
    for value in (np.zeros(10_000), "x" * 10_000):
        assert repr(received(value)) == repr(value)
    assert len(received([1j] * 9_999)) == 9_999


def nested(levels: int, around: Callable[[Any], Any]) -> Any:
    value: Any = None
    for _ in range(levels):
        value = around(value)
    return value


@pytest.mark.parametrize(
    "around",
    [lambda value: [value], lambda value: (value,), lambda value: {"a": value}],
    ids=["list", "tuple", "dict"],
)
def test_a_value_may_be_nested_thirty_deep(around: Callable[[Any], Any]) -> None:
    assert received(nested(30, around)) == nested(30, around)
    too_deep = nested(31, around)
    assert received(too_deep) == Other(type(too_deep).__name__, reason="nested too deep")


def test_a_value_may_have_ten_thousand_parts() -> None:
    assert received([None] * 9_999) == [None] * 9_999
    assert received([None] * 10_000) == Other("list", reason="too many parts")
    assert received({str(number): None for number in range(10_000)}) == Other(
        "dict", reason="too many parts"
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_an_integer_may_have_a_thousand_bytes(sign: int) -> None:
    largest = sign * ((1 << (8 * 1024 - 1)) - 1)
    assert received(largest) == largest
    assert received(2 * largest) == Other("int", reason="too large")
    assert len(dump.dump(sign * 127, 100)) == 6
    assert len(dump.dump(sign * 128, 100)) == 7


def test_an_array_comes_back_in_c_order() -> None:
    assert received(np.asfortranarray(np.ones((2, 3)))).flags.c_contiguous
    assert received(np.ones((2, 6))[:, ::2]).flags.c_contiguous


def test_an_array_may_have_sixteen_axes() -> None:
    assert received(np.ones((1,) * 16)).shape == (1,) * 16
    assert received(np.ones((1,) * 17)) == Other("ndarray", reason="too large")


class Key(str):
    """A key that is like no other key, until it is written down."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def test_keys_that_are_written_alike_do_not_travel() -> None:
    assert received({Key("a"): 1, Key("b"): 2}) == {"a": 1, "b": 2}
    assert received({Key("a"): 1, Key("a"): 2}) == Other("dict", reason="keys that are equal")


class NamedByItsMetaclass(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        return "int"


class Liar(metaclass=NamedByItsMetaclass):
    pass


def test_a_type_cannot_give_itself_another_name() -> None:
    assert received(Liar()) == Other("Liar")
    assert received(type("n" * 500, (), {})()) == Other("n" * 200)


@pytest.mark.parametrize("value", [None, True, False, [False, True], {"a": (False,)}])
def test_truth_stays_truth_on_the_way_in_and_out(value: Any) -> None:
    assert wire.Reader(encode(value)).load() == value
    assert received(value) == value


# --- inputs that a function has changed ---

INPUTS: dict[str, Any] = {
    "array": np.arange(4.0).reshape(2, 2),
    "list": [1, [2.0, "x"]],
    "tuple": (1, None),
    "dict": {"W": np.ones(2), "n": [1, 2]},
    "float": 0.0,
    "int": 3,
    "flag": True,
    "text": "σ",
    "nothing": None,
    "generator": Seed(3),
}


def changed(values: tuple[Any, ...], change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Any:
    """The positions of the arguments that ``change`` has changed, as the fork finds them."""
    blob = encode(values)
    arguments, places = wire.load_arguments(blob)
    return wire.changed(blob, places, change(arguments))


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_that_is_left_alone_is_unchanged(name: str) -> None:
    assert changed((INPUTS[name], 1), lambda given: given) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("array", np.arange(4.0)),
        ("array", np.arange(4.0).reshape(2, 2).astype("f4")),
        ("array", np.arange(1, 5.0).reshape(2, 2)),
        ("array", [[0.0, 1.0], [2.0, 3.0]]),
        ("list", [1, [2.0, "y"]]),
        ("list", [1]),
        ("list", (1, [2.0, "x"])),
        ("tuple", [1, None]),
        ("tuple", (1, None, 2)),
        ("dict", {"W": np.ones(2)}),
        ("dict", {"W": np.ones(2), "m": [1, 2]}),
        ("dict", {"W": np.zeros(2), "n": [1, 2]}),
        ("dict", [("W", 1), ("n", 2)]),
        ("float", -0.0),
        ("int", 3.0),
        ("int", True),
        ("flag", 1),
        ("text", "s"),
        ("nothing", 0),
    ],
)
def test_an_input_that_is_not_what_it_was_is_named(name: str, other: Any) -> None:
    given = (7, INPUTS[name], 8)
    assert changed(given, lambda now: (now[0], other, now[2])) == [1]
    assert changed(given, lambda now: (0, other, 0)) == [0, 1, 2]
