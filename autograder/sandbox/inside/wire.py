"""The sandboxed end of the binary form of values, and the frames.

``autograder/data/codec.py`` describes the form. `Reader` reads what the trusted side wrote, so it
checks nothing. `dump` takes whatever a learner's function returned: only plain data travels, and
everything else is named by its type.

The body of a `CALL` frame holds the index of the exercise and of the call (u32 each), whether it
raised (u8), the number of the arguments that it changed and their positions (u32 each). Then comes
the value, or for an exception its type and text (as s), the index of the chunk where it arose (i32,
-1 for elsewhere) and the line (u32).
"""

from __future__ import annotations

import os
import struct
from typing import Any

import numpy as np

DTYPES = (
    "?",
    "<i1",
    "<i2",
    "<i4",
    "<i8",
    "<u1",
    "<u2",
    "<u4",
    "<u8",
    "<f2",
    "<f4",
    "<f8",
    "<c8",
    "<c16",
)
_TYPES = tuple(np.dtype(name) for name in DTYPES)
_CODES = {dtype: code for code, dtype in enumerate(_TYPES)}
_SHAPES = tuple(struct.Struct(f"<{rank}Q") for rank in range(17))
MAX_DEPTH = 30
MAX_NODES = 10_000

FRAME = struct.Struct("<16sIBI")
"""Nonce of the run, number of the frame in it, kind, length of the body."""

STEP, NOTE, TOP_DONE, TASK, CALL, TASK_DONE, DONE = range(1, 8)
"""Kinds of frame: a top-level statement begins; a note for the learner; the top level is done; an
exercise begins; the result of one call; an exercise is done; everything is done."""


class Frames:
    """Writes numbered frames to the result pipe, each in as few writes as the pipe allows."""

    def __init__(self, descriptor: int, nonce: bytes) -> None:
        self.descriptor, self.nonce, self.number = descriptor, nonce, 0
        self._write = os.write

    def send(self, kind: int, body: bytes) -> None:
        """Write the next frame."""
        data = memoryview(FRAME.pack(self.nonce, self.number, kind, len(body)) + body)
        self.number += 1
        while data:
            data = data[self._write(self.descriptor, data) :]


class Reader:
    """Reads values that the trusted side wrote, from position ``at`` of ``data``."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self) -> int:
        """The next u32."""
        return int.from_bytes(self.take(4), "little")

    def load(self) -> Any:
        """The next value, made afresh."""
        tag = self.take(1)
        if tag == b"a":
            return self.array()
        if tag == b"f":
            return struct.unpack("<d", self.take(8))[0]
        if tag == b"i":
            return int.from_bytes(self.take(self.number()), "little", signed=True)
        if tag == b"S":
            return np.random.default_rng(
                int.from_bytes(self.take(self.number()), "little", signed=True)
            )
        if tag == b"s":
            return self.take(self.number()).decode()
        if tag == b"l":
            return [self.load() for _ in range(self.number())]
        if tag == b"t":
            return tuple([self.load() for _ in range(self.number())])
        if tag == b"d":
            found = {}
            for _ in range(self.number()):
                key = self.take(self.number()).decode()
                found[key] = self.load()
            return found
        return {b"N": None, b"T": True, b"F": False}[tag]

    def array(self) -> Any:
        """The next array, laid out in memory as its author laid it out."""
        plain, layout = self.view()
        if layout & 3 == 2 and plain.ndim:
            wide = np.zeros((*plain.shape[:-1], 2 * plain.shape[-1]), plain.dtype)
            laid = wide[..., ::2]
            laid[...] = plain
        else:
            laid = plain.copy("F" if layout & 3 == 1 else "C")
        if layout & 4:
            laid.flags.writeable = False
        return laid

    def view(self) -> tuple[Any, int]:
        """The next array, without a copy and in C order, and its layout byte."""
        code, layout, rank = self.data[self.at : self.at + 3]
        shape = _SHAPES[rank].unpack_from(self.data, self.at + 3)
        start = self.at + 3 + 8 * rank
        array: Any = np.ndarray(shape, _TYPES[code], self.data, start)
        self.at = start + array.nbytes
        return array, layout

    def holds(self, value: Any) -> bool:
        """Whether the next value is still equal to ``value``. If not, the position is lost."""
        tag = self.take(1)
        if tag == b"a":
            plain, _ = self.view()
            return bool(
                type(value) is np.ndarray
                and value.shape == plain.shape
                and value.dtype == plain.dtype
                and value.tobytes() == plain.tobytes()
            )
        if tag in b"lt":
            kind = list if tag == b"l" else tuple
            return (
                type(value) is kind and len(value) == self.number() and all(map(self.holds, value))
            )
        if tag == b"d":
            if type(value) is not dict or len(value) != self.number():
                return False
            return all(
                self.take(self.number()).decode() == key and self.holds(item)
                for key, item in value.items()
            )
        if tag == b"S":
            return True  # drawing from a generator is what it is for
        self.at -= 1
        before = self.load()
        return type(value) is type(before) and repr(value) == repr(before)


def load_arguments(blob: bytes) -> tuple[tuple[Any, ...], list[int]]:
    """The arguments of a call, made afresh, and the position in ``blob`` where each begins."""
    reader = Reader(blob, 1)
    places, arguments = [], []
    for _ in range(reader.number()):
        places.append(reader.at)
        arguments.append(reader.load())
    return tuple(arguments), places


def changed(blob: bytes, places: list[int], arguments: tuple[Any, ...]) -> list[int]:
    """The numbers of the arguments that are no longer what they were.

    Parameters
    ----------
    blob, places
        What `load_arguments` read and returned.
    arguments
        The arguments after the call.
    """
    return [
        number
        for number, (place, argument) in enumerate(zip(places, arguments, strict=True))
        if not Reader(blob, place).holds(argument)
    ]


class _Unsendable(Exception):
    """The value does not travel; the text says why."""


def dump(value: Any, max_bytes: int) -> bytes:
    """The bytes of ``value`` as plain data, or of its type where it does not travel.

    Parameters
    ----------
    value
        Anything. Methods that the value overrides are not called.
    max_bytes
        The most bytes that are written; a larger value is named by its type.
    """
    try:
        parts: list[bytes] = []
        _dump(value, parts, [max_bytes, MAX_NODES], 0)
        return b"".join(parts)
    except _Unsendable as reason:
        return _other(value, reason=str(reason))


def _dump(value: Any, parts: list[bytes], left: list[int], depth: int) -> None:
    left[1] -= 1
    if left[1] < 0 or depth > MAX_DEPTH:
        raise _Unsendable("too many parts" if left[1] < 0 else "nested too deep")
    kind = type(value)
    if value is None:
        piece = b"N"
    elif kind is bool:
        piece = b"T" if value else b"F"
    elif isinstance(value, (np.ndarray, np.generic)):
        piece = _array(value, left[0])
    elif isinstance(value, int):
        number = int.__index__(value)
        size = int.bit_length(number) // 8 + 1
        if size > 1024:
            raise _Unsendable("too large")
        piece = struct.pack("<cI", b"i", size) + int.to_bytes(number, size, "little", signed=True)
    elif isinstance(value, float):
        piece = struct.pack("<cd", b"f", value)
    elif isinstance(value, complex):
        piece = _array(np.complex128(value), left[0])
    elif isinstance(value, str):
        if len(value) > left[0]:  # before any memory is taken for its bytes
            raise _Unsendable("too large")
        piece = _text(b"s", str.__str__(value))
    elif isinstance(value, (list, tuple)):
        items = list(list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value))
        _take(
            struct.pack("<cI", b"l" if isinstance(value, list) else b"t", len(items)), parts, left
        )
        for item in items:
            _dump(item, parts, left, depth + 1)
        return
    elif isinstance(value, dict) and all(isinstance(key, str) for key in dict.keys(value)):
        entries = list(dict.items(value))
        if len({str.__str__(key) for key, _ in entries}) < len(entries):
            raise _Unsendable("keys that are equal")
        _take(struct.pack("<cI", b"d", len(entries)), parts, left)
        for key, item in entries:
            _take(_text(b"", str.__str__(key)), parts, left)
            _dump(item, parts, left, depth + 1)
        return
    else:
        piece = _other(value)
    _take(piece, parts, left)


def _take(piece: bytes, parts: list[bytes], left: list[int]) -> None:
    left[0] -= len(piece)
    if left[0] < 0:
        raise _Unsendable("too large")
    parts.append(piece)


def _array(value: Any, room: int) -> bytes:
    if isinstance(value, np.ndarray):
        # A subclass can lie about everything through Python; the C level view of its data cannot.
        array = np.ndarray.view(value, np.ndarray)
    else:
        array = np.array(value)
    dtype = array.dtype.newbyteorder("<")
    code = _CODES.get(dtype)
    if code is None:
        return _other(value, dtype=str(array.dtype))
    if array.nbytes > room or array.ndim > 16:
        raise _Unsendable("too large")
    head = struct.pack(f"<cBBB{array.ndim}Q", b"a", code, 0, array.ndim, *array.shape)
    return head + np.array(array, dtype=dtype, order="C", copy=True, subok=False).tobytes()


def _other(value: Any, dtype: str = "", reason: str = "") -> bytes:
    """A value that does not travel, as the fields of `autograder.data.values.Other`."""
    return b"O" + b"".join(_text(b"", fact) for fact in (type_name(value), dtype, reason))


def _text(tag: bytes, text: str) -> bytes:
    data = str.encode(text, "utf-8", "backslashreplace")
    return tag + struct.pack("<I", len(data)) + data


def type_name(value: Any) -> str:
    """The name of a value's type. Neither the value nor its class can fake it."""
    try:
        return str.__str__(type.__dict__["__name__"].__get__(type(value)))[:200]
    except Exception:
        return "object"


def text(words: str) -> bytes:
    """A string as a value."""
    return _text(b"s", words)
