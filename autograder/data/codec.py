"""The binary form of values, without pickle and without ``.npy`` headers.

It is compact and describes itself. `decode` is the *trusted parser*: its bytes come from learner
code, so it checks type, dtype, shape and size before it touches data, and raises only `BadFrame`.

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

from autograder.data.values import Array, Other, Seed, Value


class BadFrame(ValueError):
    """The bytes are not a value in our form. Says what was seen and what was expected."""


_SIGNED, _UNSIGNED = ("<i1", "<i2", "<i4", "<i8"), ("<u1", "<u2", "<u4", "<u8")
DTYPES = ("?", *_SIGNED, *_UNSIGNED, "<f2", "<f4", "<f8", "<c8", "<c16")
"""The dtypes that travel; a frame names one by its index."""

_CODES = {np.dtype(name): code for code, name in enumerate(DTYPES)}
_TYPES = tuple(np.dtype(name) for name in DTYPES)
_FORTRAN, _STRIDED, _READ_ONLY = 1, 2, 4

MAX_BYTES = 64 << 20
MAX_NODES = 2_000_000
MAX_DEPTH = 32
MAX_RANK = 16
MAX_INT_BYTES = 1024


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
        layout = _FORTRAN if array.flags.f_contiguous else _STRIDED
    if not array.flags.writeable:
        layout |= _READ_ONLY
    parts.append(struct.pack(f"<cBBB{array.ndim}Q", b"a", code, layout, array.ndim, *array.shape))
    parts.append(array.astype(_TYPES[code], copy=False).tobytes())


def _int_bytes(number: int) -> bytes:
    size = number.bit_length() // 8 + 1
    if size > MAX_INT_BYTES:
        raise TypeError(f"An integer of {size} bytes does not travel; at most {MAX_INT_BYTES} do.")
    return struct.pack("<I", size) + number.to_bytes(size, "little", signed=True)


def _text_bytes(text: str) -> bytes:
    data = text.encode("utf-8", "backslashreplace")
    return struct.pack("<I", len(data)) + data


def decode(data: bytes, *, max_bytes: int = MAX_BYTES, max_nodes: int = MAX_NODES) -> Value:
    """Read a value that may come from anyone: everything is checked before it is believed.

    Memory stays within a small multiple of ``len(data)``.

    Parameters
    ----------
    data
        The bytes of exactly one value.
    max_bytes
        The most bytes that are read.
    max_nodes
        The most parts that the value may have: leaves and containers together.

    Returns
    -------
    Value
        The value, in fresh arrays that lie in memory as those of the sender did.

    Raises
    ------
    BadFrame
        ``data`` is not exactly one value in this form, or is larger than allowed. No other
        exception is raised.
    """
    if len(data) > max_bytes:
        raise BadFrame(f"{len(data)} bytes came; at most {max_bytes} are read.")
    reader = _Reader(data, max_nodes)
    value = reader.value(0)
    if reader.at != len(data):
        raise BadFrame(f"{len(data) - reader.at} bytes came after the end of the value.")
    return value


class _Reader:
    def __init__(self, data: bytes, max_nodes: int) -> None:
        self.data = data
        self.at = 0
        self.nodes_left = max_nodes

    def value(self, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise BadFrame(f"The value is nested more than {MAX_DEPTH} deep.")
        self.nodes_left -= 1
        if self.nodes_left < 0:
            raise BadFrame("The value has too many parts.")
        tag = self.take(1)
        if tag == b"a":
            return self.array()
        if tag == b"f":
            return float(struct.unpack("<d", self.take(8))[0])
        if tag == b"i":
            return self.integer()
        if tag in (b"l", b"t"):
            items = [self.value(depth + 1) for _ in range(self.count())]
            return items if tag == b"l" else tuple(items)
        if tag == b"d":
            return self.mapping(depth)
        if tag == b"s":
            return self.text()
        if tag == b"S":
            return Seed(self.integer())
        if tag == b"O":
            return Other(self.text(), self.text(), self.text())
        try:
            return {b"N": None, b"T": True, b"F": False}[tag]
        except KeyError:
            raise BadFrame(f"A value starts with {tag!r}, which is no tag of ours.") from None

    def take(self, size: int) -> bytes:
        end = self.at + size
        if end > len(self.data):
            raise BadFrame(
                f"The value says {size} more bytes; {len(self.data) - self.at} are there."
            )
        piece = self.data[self.at : end]
        self.at = end
        return piece

    def count(self) -> int:
        number = int(struct.unpack("<I", self.take(4))[0])
        if number > len(self.data) - self.at:
            raise BadFrame(
                f"The value says {number} items; {len(self.data) - self.at} bytes are left."
            )
        return number

    def text(self) -> str:
        try:
            return self.take(self.count()).decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadFrame(f"The text is not UTF-8: {error.reason}.") from None

    def integer(self) -> int:
        size = self.count()
        if not 1 <= size <= MAX_INT_BYTES:
            raise BadFrame(f"An integer says it has {size} bytes; 1 to {MAX_INT_BYTES} are read.")
        return int.from_bytes(self.take(size), "little", signed=True)

    def mapping(self, depth: int) -> dict[str, Value]:
        count = self.count()
        found: dict[str, Value] = {}
        for _ in range(count):
            key = self.text()
            if key in found:
                raise BadFrame(f"The key {key[:40]!r} occurs twice.")
            found[key] = self.value(depth + 1)
        return found

    def array(self) -> Array:
        code, layout, rank = self.take(3)
        if code >= len(_TYPES) or layout not in (0, 1, 2, 4, 5, 6) or rank > MAX_RANK:
            raise BadFrame(
                f"An array says dtype {code}, layout {layout}, rank {rank}; none of ours is like"
                " that."
            )
        shape = struct.unpack(f"<{rank}Q", self.take(8 * rank))
        dtype = _TYPES[code]
        size, room = 1, dtype.itemsize
        for axis in shape:
            size *= axis
            room *= max(axis, 1)
        # `room` ignores axes of length 0, which would otherwise let a frame without data claim any
        # shape.
        if size * dtype.itemsize > len(self.data) - self.at or room > MAX_BYTES:
            raise BadFrame(
                f"An array says shape {shape}; {len(self.data) - self.at} bytes are left."
            )
        flat = np.frombuffer(self.take(size * dtype.itemsize), dtype=dtype)
        if dtype == np.bool_ and size and flat.view(np.uint8).max() > 1:
            raise BadFrame("A boolean is neither 0 nor 1.")
        return _lay_out(flat.reshape(shape), layout)


def _lay_out(array: Array, layout: int) -> Array:
    """Copy an array so that it lies in memory as a layout byte says."""
    order = layout & 3
    if order == _STRIDED and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        laid = wide[..., ::2]
        laid[...] = array
    else:
        laid = np.array(array, order="F" if order == _FORTRAN else "C")
    if layout & _READ_ONLY:
        laid.flags.writeable = False
    return laid
