"""The sandboxed end of the binary form of values, and the frames.

``autograder/data/codec.py`` describes the form. `Reader` reads what the trusted side wrote, so it
checks nothing. What goes the other way is written in ``dump.py``.

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
TYPES = tuple(np.dtype(name) for name in DTYPES)
_SHAPES = tuple(struct.Struct(f"<{rank}Q") for rank in range(17))

FRAME = struct.Struct("<16sIBI")
"""Nonce of the run, number of the frame in it, kind, length of the body."""

STEP, NOTE, TOP_DONE, TASK, CALL, TASK_DONE, DONE = range(1, 8)
"""Kinds of frame: a top-level statement begins; a note for the learner; the top level is done; an
exercise begins; the result of one call; an exercise is done; everything is done."""


MOST_HELD = 1 << 16
"""Bytes of frames that are held back."""


class Frames:
    """Writes numbered frames to the result pipe, each in as few writes as the pipe allows.

    Frames that are `held` back are written together, because each write wakes who waits for it.
    """

    def __init__(self, descriptor: int, nonce: bytes, held: bool = False) -> None:
        self.descriptor, self.nonce, self.number = descriptor, nonce, 0
        self._write, self._most = os.write, MOST_HELD if held else 0
        self._held = bytearray()

    def send(self, kind: int, body: bytes) -> None:
        """Write the next frame."""
        self._held += FRAME.pack(self.nonce, self.number, kind, len(body)) + body
        self.number += 1
        if kind != DONE and len(self._held) < self._most:
            return
        data, self._held = memoryview(self._held), bytearray()
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
        array: Any = np.ndarray(shape, TYPES[code], self.data, start)
        self.at = start + array.nbytes
        return array, layout

    def holds(self, value: Any) -> bool:
        """Whether the next value is still equal to ``value``. If not, the position is lost."""
        tag = self.take(1)
        if tag == b"a":
            code, _, rank = self.data[self.at : self.at + 3]
            shape = _SHAPES[rank].unpack_from(self.data, self.at + 3)
            self.at += 3 + 8 * rank
            return bool(
                type(value) is np.ndarray
                and value.shape == shape
                and value.dtype == TYPES[code]
                and value.tobytes() == self.take(value.nbytes)
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
