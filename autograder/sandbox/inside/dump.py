"""Write what a learner's function returned, as plain data.

What does not travel is named by its type.
``autograder/data/codec.py`` describes the form. Text is cut here, and again refused on the trusted
side where it is longer (``autograder/sandbox/frames.py``).
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from .wire import TYPES

_CODES = {dtype: code for code, dtype in enumerate(TYPES)}
MAX_DEPTH = 30
MAX_NODES = 10_000
LONGEST_TEXT, LONGEST_NAME = 10_000, 200
"""Characters of a text, and of a key or of the name of a type or dtype."""


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
    return dump_counted(value, max_bytes, MAX_NODES)[0]


def dump_counted(value: Any, max_bytes: int, max_nodes: int) -> tuple[bytes, int]:
    """What `dump` returns, for a value of at most ``max_nodes`` parts, and how many it has."""
    left = [max_bytes, min(max_nodes, MAX_NODES)]
    most = left[1]
    try:
        parts: list[bytes] = []
        _dump(value, parts, left, 0)
        return b"".join(parts), most - left[1]
    except _Unsendable as reason:
        return _other(value, reason=str(reason)), 1


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
        # Before any memory is taken for its bytes.
        if str.__len__(value) > LONGEST_TEXT:
            raise _Unsendable("text that is too long")
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
        if any(str.__len__(key) > LONGEST_NAME for key in dict.keys(value)):
            raise _Unsendable("a key that is too long")
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
        return _other(value, dtype=str.__str__(str(array.dtype))[:LONGEST_NAME])
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
        return str.__str__(type.__dict__["__name__"].__get__(type(value)))[:LONGEST_NAME]
    except Exception:
        return "object"


def text(words: str) -> bytes:
    """A string as a value."""
    return _text(b"s", words)
