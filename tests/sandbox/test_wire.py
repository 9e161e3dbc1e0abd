"""What learners' functions return, as plain data: both ends of the wire agree, and objects cannot
lie about it.
"""

from __future__ import annotations

import collections
from typing import Any

import numpy as np
import pytest

from autograder.data.codec import DTYPES, decode, encode
from autograder.data.values import Other, Seed
from autograder.sandbox.inside import dump, wire


def received(value: Any, max_bytes: int = 1 << 20) -> Any:
    return decode(dump.dump(value, max_bytes))


def test_both_ends_know_the_same_dtypes() -> None:
    assert wire.DTYPES == DTYPES


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        -(2**70),
        2.5,
        "σ",
        [1, (2, None)],
        {"W": [1.0]},
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.ones((2, 3), "f4")),
        np.arange(8)[::2],
        np.zeros((0, 2)),
        np.array(True),
    ],
    ids=repr,
)
def test_what_one_end_writes_the_other_reads(value: Any) -> None:
    inside = wire.Reader(encode(value)).load()
    assert repr(inside) == repr(value)
    assert repr(received(inside)) == repr(value)


@pytest.mark.parametrize("order", ["C", "F", "strided"])
@pytest.mark.parametrize("writeable", [True, False])
def test_inputs_lie_in_memory_as_the_author_laid_them(order: str, writeable: bool) -> None:
    plain = np.arange(12.0).reshape(2, 6)
    given = {"C": plain.copy(), "F": np.asfortranarray(plain), "strided": plain[:, ::2]}[order]
    given.flags.writeable = writeable
    made = wire.Reader(encode(given)).load()
    assert made.flags.writeable is writeable
    assert made.flags.c_contiguous == given.flags.c_contiguous
    assert made.flags.f_contiguous == given.flags.f_contiguous


def test_a_seed_becomes_a_generator() -> None:
    generator = wire.Reader(encode(Seed(3))).load()
    assert generator.normal() == np.random.default_rng(3).normal()


Point = collections.namedtuple("Point", "x y")


class Liar(np.ndarray):
    """Says that it is something else."""

    def tobytes(self, order: Any = "C") -> bytes:
        return b"lies"

    @property  # type: ignore[misc]
    def shape(self) -> Any:
        return (1000, 1000)


class Big(float):
    pass


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float32(1.5), np.array(1.5, "f4")),
        (Point(1, 2), (1, 2)),
        (2j, np.array(2j)),
        (Big(2.5), 2.5),
        (np.arange(3.0).view(Liar), np.arange(3.0)),
        (np.ma.masked_array([1.0, 2.0], [True, False]), np.array([1.0, 2.0])),
        (np.array([1.0], ">f8"), np.array([1.0])),
        (collections.OrderedDict(a=1), {"a": 1}),
    ],
    ids=lambda item: type(item).__name__,
)
def test_subclasses_travel_as_what_they_are_made_of(value: Any, expected: Any) -> None:
    got = received(value)
    assert type(got) is type(expected)
    assert repr(got) == repr(expected)


@pytest.mark.parametrize(
    ("value", "other"),
    [
        (len, Other("builtin_function_or_method")),
        (object(), Other("object")),
        (np.array([object()]), Other("ndarray", "object")),
        (np.longdouble(1), Other("longdouble", str(np.dtype(np.longdouble)))),
        ({1: 2}, Other("dict")),
        ({1, 2}, Other("set")),
        (np.array(["text"]), Other("ndarray", "<U4")),
        (b"x", Other("bytes")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_does_not_travel_is_named(value: Any, other: Other) -> None:
    assert received(value) == other
    assert received([value]) == [other]


def test_what_is_too_large_is_named() -> None:
    assert received(np.zeros(1000), max_bytes=100) == Other("ndarray", reason="too large")
    assert received([1.0] * 20_000) == Other("list", reason="too many parts")
    assert received(["x" * 200], max_bytes=100) == Other("list", reason="too large")
    loop: list[Any] = []
    loop.append(loop)
    assert received(loop) == Other("list", reason="nested too deep")
