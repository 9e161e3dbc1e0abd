"""The binary form of values, without pickle and without ``.npy`` headers.

It is compact and describes itself. `encode` writes it, and `decode` reads it
(`autograder.data.decoding`).

A value is a tag byte and what follows it. All numbers are little-endian:

==== ================= ======================================================================
tag  value             then
==== ================= ======================================================================
N    None
T F  True, False
i    int               u32 length, two's complement
f    float             f64
s    str               u32 length, UTF-8
a    array             u8 dtype (index into `DTYPES`), u8 layout, u8 rank, u64 an axis, data
S    `Seed`            as i
O    `Other`           its fields in order, each as s
l t  list, tuple       u32 count, items
d    dict              u32 count, for each entry a key (as s, without its tag) and a value
==== ================= ======================================================================

The layout byte says how the array lies in memory once it is read: 0 for C order, 1 for Fortran
order, 2 for neither (every second element of a longer last axis), plus 4 when it is read-only.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

import numpy as np

from autograder.data.decoding import (
    DTYPES,
    FORTRAN,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_INT_BYTES,
    MAX_NODES,
    MAX_RANK,
    READ_ONLY,
    STRIDED,
    TYPES,
    BadFrame,
    decode,
)
from autograder.data.values import Array, Other, Seed, Value

__all__ = ["DTYPES", "MAX_BYTES", "MAX_NODES", "BadFrame", "decode", "encode"]

_CODES = {np.dtype(name): code for code, name in enumerate(DTYPES)}


def encode(value: Value) -> bytes:
    """Write a value in the binary form.

    Parameters
    ----------
    value
        What to write. NumPy scalars travel as 0-d arrays.

    Returns
    -------
    bytes
        The form that `decode` reads.

    Raises
    ------
    TypeError
        ``value`` holds something that does not travel, such as an object array.
    """
    parts: list[bytes] = []
    _write(value, parts, 0)
    return b"".join(parts)


def _write(value: Value, parts: list[bytes], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise TypeError(
            f"The value is nested more than {MAX_DEPTH} deep; give it as arrays instead."
        )
    if value is None:
        parts.append(b"N")
    elif isinstance(value, bool):
        parts.append(b"T" if value else b"F")
    elif isinstance(value, (np.ndarray, np.generic)):
        _write_array(np.asarray(value), parts)
    elif isinstance(value, int):
        parts.append(b"i" + _int_bytes(value))
    elif isinstance(value, float):
        parts.append(struct.pack("<cd", b"f", value))
    elif isinstance(value, str):
        parts.append(b"s" + _text_bytes(value))
    elif isinstance(value, Seed):
        parts.append(b"S" + _int_bytes(value.seed))
    elif isinstance(value, Other):
        facts = (value.type_name, value.dtype, value.reason)
        parts.append(b"O" + b"".join(map(_text_bytes, facts)))
    elif isinstance(value, Mapping):
        parts.append(struct.pack("<cI", b"d", len(value)))
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"A key is {key!r}; keys that travel are strings.")
            parts.append(_text_bytes(key))
            _write(item, parts, depth + 1)
    elif isinstance(value, (list, tuple)):
        parts.append(struct.pack("<cI", b"t" if isinstance(value, tuple) else b"l", len(value)))
        for item in value:
            _write(item, parts, depth + 1)
    else:
        raise TypeError(
            f"A {type(value).__name__} does not travel; use numbers, arrays, text, lists, tuples or"
            " dicts."
        )


def _write_array(array: Array, parts: list[bytes]) -> None:
    code = _CODES.get(array.dtype.newbyteorder("<"))
    if code is None or array.ndim > MAX_RANK:
        raise TypeError(
            f"An array of dtype {array.dtype} and rank {array.ndim} does not travel; "
            f"use one of {', '.join(DTYPES)} and at most {MAX_RANK} axes."
        )
    layout = 0
    if not array.flags.c_contiguous:
        layout = FORTRAN if array.flags.f_contiguous else STRIDED
    if not array.flags.writeable:
        layout |= READ_ONLY
    parts.append(struct.pack(f"<cBBB{array.ndim}Q", b"a", code, layout, array.ndim, *array.shape))
    parts.append(array.astype(TYPES[code], copy=False).tobytes())


def _int_bytes(number: int) -> bytes:
    size = number.bit_length() // 8 + 1
    if size > MAX_INT_BYTES:
        raise TypeError(f"An integer of {size} bytes does not travel; at most {MAX_INT_BYTES} do.")
    return struct.pack("<I", size) + number.to_bytes(size, "little", signed=True)


def _text_bytes(text: str) -> bytes:
    data = text.encode("utf-8", "backslashreplace")
    return struct.pack("<I", len(data)) + data
