"""Read the binary form of values, which `autograder.data.codec` describes.

This is the *trusted parser*: its bytes come from learner code, so it checks type, dtype, shape and
size before it touches data, and raises only `BadFrame`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.data.values import Array, Other, Seed, Value


class BadFrame(ValueError):
    """The bytes are not a value in our form. Says what was seen and what was expected."""


_SIGNED, _UNSIGNED = ("<i1", "<i2", "<i4", "<i8"), ("<u1", "<u2", "<u4", "<u8")
DTYPES = ("?", *_SIGNED, *_UNSIGNED, "<f2", "<f4", "<f8", "<c8", "<c16")
"""The dtypes that travel; a frame names one by its index."""

TYPES = tuple(np.dtype(name) for name in DTYPES)
FORTRAN, STRIDED, READ_ONLY = 1, 2, 4

MAX_BYTES = 64 << 20
MAX_NODES = 2_000_000
MAX_DEPTH = 32
MAX_RANK = 16
MAX_INT_BYTES = 1024


@dataclass(frozen=True)
class Room:
    """How much a value may hold that comes from anyone.

    ``bytes`` counts all of it, ``nodes`` its parts (leaves and containers together), ``text`` the
    bytes of a text, and ``name`` those of a key or of the name of a type. ``plain`` takes out of
    each text what nobody should read.
    """

    bytes: int = MAX_BYTES
    nodes: int = MAX_NODES
    text: int = MAX_BYTES
    name: int = MAX_BYTES
    plain: Callable[[str], str] = str


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
    return decode_counted(data, Room(max_bytes, max_nodes))[0]


def decode_counted(data: bytes, room: Room) -> tuple[Value, int]:
    """Read a value as `decode` does. Returns it, and how many parts it has.

    Raises
    ------
    BadFrame
        ``data`` is not exactly one value in this form, or there is no room for it.
    """
    if len(data) > room.bytes:
        raise BadFrame(f"{len(data)} bytes came; at most {room.bytes} are read.")
    reader = _Reader(data, room)
    value = reader.value(0)
    if reader.at != len(data):
        raise BadFrame(f"{len(data) - reader.at} bytes came after the end of the value.")
    return value, room.nodes - reader.nodes_left


class _Reader:
    def __init__(self, data: bytes, room: Room) -> None:
        self.data, self.room = data, room
        self.at = 0
        self.nodes_left = room.nodes

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
            return self.text(self.room.text)
        if tag == b"S":
            return Seed(self.integer())
        if tag == b"O":
            name = self.room.name
            return Other(self.text(name), self.text(name), self.text(name))
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

    def text(self, most: int) -> str:
        size = self.count()
        if size > most:
            raise BadFrame(f"A text says it has {size} bytes; at most {most} are read here.")
        try:
            return self.room.plain(self.take(size).decode("utf-8"))
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
            key = self.text(self.room.name)
            if key in found:
                raise BadFrame(f"The key {key[:40]!r} occurs twice.")
            found[key] = self.value(depth + 1)
        return found

    def array(self) -> Array:
        code, layout, rank = self.take(3)
        if code >= len(TYPES) or layout not in (0, 1, 2, 4, 5, 6) or rank > MAX_RANK:
            raise BadFrame(
                f"An array says dtype {code}, layout {layout}, rank {rank}; none of ours is like"
                " that."
            )
        shape = struct.unpack(f"<{rank}Q", self.take(8 * rank))
        dtype = TYPES[code]
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
    if order == STRIDED and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        laid = wide[..., ::2]
        laid[...] = array
    else:
        laid = np.array(array, order="F" if order == FORTRAN else "C")
    if layout & READ_ONLY:
        laid.flags.writeable = False
    return laid
