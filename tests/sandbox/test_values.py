"""The values' binary form: what goes in comes out, and whatever else comes in raises `BadFrame` and
nothing else.
"""

from __future__ import annotations

import random
import tracemalloc
from typing import Any

import numpy as np
import pytest

from autograder.data.codec import BadFrame, decode, encode
from autograder.data.values import Other, Seed, Value

VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    255,
    2**70,
    -(2**70),
    0.0,
    -0.0,
    float("inf"),
    "",
    "gate σ",
    Seed(7),
    Other("function"),
    Other("ndarray", "complex256"),
    Other("list", reason="too large"),
    [],
    (),
    {},
    [1, (2.5, None), {"W_f": [True]}],
]


def same(left: Any, right: Any) -> bool:
    if isinstance(left, np.ndarray):
        return (
            isinstance(right, np.ndarray)
            and left.dtype == right.dtype
            and left.shape == right.shape
            and left.tobytes() == right.tobytes()
        )
    if isinstance(left, (list, tuple)):
        return type(left) is type(right) and len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    return type(left) is type(right) and repr(left) == repr(right)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_come_back_as_they_were(value: Value) -> None:
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 4), (2, 3, 4)])
def test_arrays_come_back_as_they_were(dtype: str, shape: tuple[int, ...]) -> None:
    array = (np.arange(np.prod(shape, dtype=int)) % 2).astype(dtype).reshape(shape)
    assert same(decode(encode(array)), array)


def test_how_an_array_lies_in_memory_travels() -> None:
    plain = np.arange(6.0).reshape(2, 3)
    fortran = decode(encode(np.asfortranarray(plain)))
    assert isinstance(fortran, np.ndarray)
    assert fortran.flags.f_contiguous
    assert not fortran.flags.c_contiguous
    strided = decode(encode(np.arange(12.0).reshape(2, 6)[:, ::2]))
    assert isinstance(strided, np.ndarray)
    assert not strided.flags.c_contiguous
    assert not strided.flags.f_contiguous
    np.testing.assert_array_equal(strided, [[0, 2, 4], [6, 8, 10]])
    plain.flags.writeable = False
    read_only = decode(encode(plain))
    assert isinstance(read_only, np.ndarray)
    assert not read_only.flags.writeable


def test_big_endian_arrays_travel_as_little_endian_ones() -> None:
    back = decode(encode(np.array([1.5, 2.5], ">f8")))
    assert isinstance(back, np.ndarray)
    assert back.dtype == np.dtype("<f8")
    assert back.tolist() == [1.5, 2.5]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (object(), "A object does not travel"),
        ({1: 2}, "A key is 1"),
        (np.array([object()]), "An array of dtype object"),
        (np.array(["text"]), "An array of dtype <U4"),
        ({1, 2}, "A set does not travel"),
        (1 << 10_000, "An integer of 1251 bytes"),
    ],
    ids=["object", "key", "array of objects", "array of text", "set", "large integer"],
)
def test_what_does_not_travel_is_refused_when_written(value: Any, reason: str) -> None:
    with pytest.raises(TypeError, match=reason):
        encode(value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "1 more bytes; 0 are"),
        (b"x", "starts with b'x'"),
        (b"N?", "after the end"),
        (b"i\1\0\0", "4 more bytes; 3 are"),
        (b"i\0\0\0\0", "has 0 bytes"),
        (b"s\xff\xff\xff\xff", "4294967295 items"),
        (b"s\1\0\0\0\xff", "not UTF-8"),
        (b"l\xff\xff\xff\x7f", "2147483647 items"),
        (b"f\0", "8 more bytes"),
        (b"d\2\0\0\0\1\0\0\0aN\1\0\0\0aN", "'a' occurs twice"),
        (b"a\x63\0\0", "dtype 99"),
        (b"a\x0b\3\0", "layout 3"),
        (b"a\x0b\0\xff", "rank 255"),
        (b"a\x0b\0\1" + b"\xff" * 8, "says shape"),
        (b"a\x0b\0\2" + bytes(8) + b"\xff" * 8, "says shape"),
        (b"a\0\0\1\1\0\0\0\0\0\0\0\2", "boolean"),
        (b"l\1\0\0\0" * 40 + b"N", "more than 32 deep"),
    ],
)
def test_bytes_that_are_no_value_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadFrame, match=reason):
        decode(data)


def test_sizes_are_checked_before_memory_is_taken() -> None:
    claims = [
        b"a\x0b\0\2" + (2**20).to_bytes(8, "little") * 2,
        b"l" + (2**32 - 1).to_bytes(4, "little"),
        b"a\x0b\0\3" + bytes(8) + (2**40).to_bytes(8, "little") * 2,
    ]
    tracemalloc.start()
    try:
        for claim in claims:
            with pytest.raises(BadFrame, match="100 bytes are left"):
                decode(claim + bytes(100))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1 << 20


def test_too_many_parts_and_too_many_bytes_are_refused() -> None:
    with pytest.raises(BadFrame, match="parts"):
        decode(encode([None] * 100), max_nodes=50)
    with pytest.raises(BadFrame, match="at most 10"):
        decode(encode("x" * 100), max_bytes=10)


def mutated(seed: int, count: int) -> int:
    """Decode ``count`` frames with random damage; how many of them were still read."""
    rng = random.Random(seed)
    arrays = [np.arange(6.0).reshape(2, 3), np.ones((2, 2), "?"), np.float32(1.5), np.zeros((0, 3))]
    frames = [
        encode(value) for value in [*VALUES, *arrays, {"W": arrays, "n": (1, "two", [3.0, None])}]
    ]
    read = 0
    for _ in range(count):
        frame = bytearray(rng.choice(frames))
        for _ in range(rng.randint(1, 4)):
            action = rng.randrange(5)
            at = rng.randrange(len(frame) + 1)
            if action == 0 and frame:
                frame[at % len(frame)] = rng.randrange(256)
            elif action == 1:
                frame[at:at] = rng.randbytes(rng.randint(1, 8))
            elif action == 2:
                del frame[at : at + rng.randint(1, 8)]
            elif action == 3:
                frame += rng.choice(frames)
            elif frame:
                frame[at % len(frame)] ^= 1 << rng.randrange(8)
        try:
            decode(bytes(frame))
            read += 1
        except BadFrame:
            pass
    return read


def test_damaged_frames_raise_nothing_else() -> None:
    assert 0 < mutated(seed=1, count=4_000) < 4_000


@pytest.mark.slow
def test_a_hundred_thousand_damaged_frames_raise_nothing_else() -> None:
    tracemalloc.start()
    try:
        assert 0 < mutated(seed=2, count=110_000) < 110_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 << 20
