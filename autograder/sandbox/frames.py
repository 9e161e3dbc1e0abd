"""Reading what a fork writes to its result pipe. All of it may be forged, so all of it is checked.

The frames' form is in ``inside/wire.py``. A frame must carry the run's nonce and the next number,
its kind and length must be ones that can be, and the frames must come in an order that can be;
anything else is a `Violation`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from autograder.data.codec import BadFrame, decode
from autograder.data.runs import Found, Run
from autograder.data.text import clean

_HEAD = struct.Struct("<16sIBI")
STEP, NOTE, TOP_DONE, TASK, CALL, TASK_DONE, DONE = range(1, 8)
_LARGEST = {STEP: 12, NOTE: 20_000, TOP_DONE: 4, TASK: 10_000, TASK_DONE: 8, DONE: 8}
_ROOM_AROUND_VALUE = 40_000
MAX_NODES = 12_000


class Violation(Exception):
    """A fork wrote something that is no frame, or none that could come now."""


@dataclass(frozen=True)
class Step:
    """A top-level statement begins; ``place`` is -1 for the reading of the chunk."""

    chunk: int
    place: int
    line: int


@dataclass(frozen=True)
class Remark:
    """Something to tell about a chunk."""

    chunk: int
    line: int
    kind: str
    message: str


@dataclass(frozen=True)
class Begin:
    """An exercise begins. ``uses`` names functions of the hand-in that its function uses, by its
    own word.
    """

    task: int
    found: Found
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One call is done."""

    task: int
    number: int
    run: Run
    size: int


@dataclass(frozen=True)
class End:
    """An exercise is done, or the top level (`TOP`), or all (`ALL`).

    So far ``text`` bytes have been printed; at the very end ``cpu_seconds`` have been used, by its
    own word.
    """

    task: int
    text: int = 0
    cpu_seconds: float = 0.0


Event = Step | Remark | Begin | Call | End
TOP, ALL = -1, -2


class FrameReader:
    """Cuts the bytes of a result pipe into frames, and those into events."""

    def __init__(self, nonce: bytes, result_bytes: int) -> None:
        self._nonce, self._number = nonce, 0
        self._largest = _LARGEST | {CALL: result_bytes + _ROOM_AROUND_VALUE}
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that are complete with ``data``. Raises `Violation`."""
        self._buffer += data
        while len(self._buffer) >= _HEAD.size:
            nonce, number, kind, length = _HEAD.unpack_from(self._buffer)
            if (
                nonce != self._nonce
                or number != self._number
                or length > self._largest.get(kind, -1)
            ):
                raise Violation("the frame is not the one that comes next")
            if len(self._buffer) < _HEAD.size + length:
                return
            body = bytes(self._buffer[_HEAD.size : _HEAD.size + length])
            del self._buffer[: _HEAD.size + length]
            self._number += 1
            try:
                yield _event(kind, body)
            except (BadFrame, struct.error) as error:
                raise Violation(f"the frame's body cannot be read: {error}") from error


def _event(kind: int, body: bytes) -> Event:
    if kind == STEP:
        return Step(*struct.unpack("<IiI", body))
    if kind == NOTE:
        chunk, line = struct.unpack_from("<II", body)
        what, message = _texts(body[8:], 2)[0]
        if what not in ("error", "left_out"):
            raise BadFrame(f"a note is of kind {what[:20]!r}")
        return Remark(chunk, line, what, clean(message, 500))
    if kind == TASK:
        (found, uses), _ = _texts(body[4:], 2)
        if found not in ("defined", "stub", "missing"):
            raise BadFrame(f"a function was found {found[:20]!r}")
        return Begin(
            struct.unpack_from("<I", body)[0], cast(Found, found), tuple(clean(uses, 2000).split())
        )
    if kind == CALL:
        return _call(body)
    if kind == TOP_DONE:
        return End(TOP, *struct.unpack("<I", body))
    if kind == TASK_DONE:
        return End(*struct.unpack("<II", body))
    (seconds,) = struct.unpack("<d", body)
    if not 0 <= seconds < 1e6:
        raise BadFrame("a hand-in says it used an impossible amount of time")
    return End(ALL, cpu_seconds=seconds)


_CALL_HEAD = struct.Struct("<IId?I")


def _call(body: bytes) -> Call:
    task, number, seconds, raised, count = _CALL_HEAD.unpack_from(body)
    if count > 64 or not 0 <= seconds < 1e6:
        raise BadFrame("a call has impossible numbers")
    changed = struct.unpack_from(f"<{count}I", body, _CALL_HEAD.size)
    rest = body[_CALL_HEAD.size + 4 * count :]
    if raised:
        (error, message, where), _ = _texts(rest, 3)
        run = Run(
            "raised",
            None,
            changed,
            clean(error, 100),
            clean(message, 500),
            clean(where, 200),
            seconds,
        )
    else:
        run = Run("returned", decode(rest, max_nodes=MAX_NODES), changed, cpu_seconds=seconds)
    return Call(task, number, run, len(body))


def _texts(data: bytes, count: int) -> tuple[list[str], int]:
    """``count`` strings from the start of ``data``, and where they end."""
    texts, at = [], 0
    for _ in range(count):
        if data[at : at + 1] != b"s":
            raise BadFrame("a text is missing")
        end = at + 5 + int(struct.unpack_from("<I", data, at + 1)[0])
        texts.append(cast(str, decode(data[at:end])))
        at = end
    return texts, at
