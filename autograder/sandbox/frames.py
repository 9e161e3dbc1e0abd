"""Read what a fork writes to its result pipe.

Learner code can forge all of it, so all of it is checked. A frame must carry the nonce of the run
and the next number, and its kind, length and body must be possible; anything else is a `Violation`.
Whether an event may come at this point is checked in `autograder.sandbox.attempt`. The form of the
frames is described in ``inside/wire.py``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from autograder.data.decoding import BadFrame, Room, decode_counted
from autograder.data.runs import Found, Run
from autograder.data.scene import read_scene
from autograder.data.text import clean
from autograder.sandbox.own_paths import without_own_paths

_HEAD = struct.Struct("<16sIBI")
STEP, NOTE, TOP_DONE, TASK, CALL, TASK_DONE, DONE = range(1, 8)
_LARGEST = {STEP: 12, NOTE: 20_000, TOP_DONE: 4, TASK: 10_000, TASK_DONE: 8, DONE: 0}
_ROOM_AROUND_VALUE = 40_000
MAX_NODES = 12_000
LONGEST_TEXT, LONGEST_NAME = 64_000, 2_000
"""Bytes of a text, and of a key or of the name of a type. A fork that keeps to the rules sends less
(``inside/dump.py``)."""
_SCENE_BYTES = 20_000
_LONGEST_WORDS = 20_000
"""Bytes of what an exception or a note says."""


class Violation(Exception):
    """A fork wrote something that is not a frame, or a frame that cannot come now."""


@dataclass(frozen=True)
class Step:
    """A top-level statement begins. ``place`` counts statements; -1 is the reading of the chunk."""

    chunk: int
    place: int
    line: int


@dataclass(frozen=True)
class Remark:
    """Something that the learner should know about a chunk."""

    chunk: int
    line: int
    kind: str
    message: str


@dataclass(frozen=True)
class Begin:
    """An exercise begins.

    ``uses`` names functions of the submission that its function uses, as the fork reports it.
    """

    task: int
    found: Found
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One call is done. The result has ``size`` bytes.

    For an exception, ``chunk`` is the index of the chunk where it arose and ``run.line`` the line;
    -1 where it did not arise in the submission. ``parts`` counts the parts of what came back.
    """

    task: int
    number: int
    run: Run
    size: int
    chunk: int = -1
    parts: int = 1


@dataclass(frozen=True)
class End:
    """An exercise is done, or the top level (`TOP`), or everything (`ALL`).

    So far ``text`` bytes have been printed.
    """

    task: int
    text: int = 0


Event = Step | Remark | Begin | Call | End
TOP, ALL = -1, -2


class FrameReader:
    """Cuts the bytes of a result pipe into frames and turns each frame into an event.

    Parameters
    ----------
    nonce
        The 16 bytes that each frame of this run must carry.
    result_bytes
        The largest value that one call may return, in bytes.
    """

    def __init__(self, nonce: bytes, result_bytes: int) -> None:
        self._nonce, self._number = nonce, 0
        self._largest = _LARGEST | {CALL: result_bytes + _ROOM_AROUND_VALUE}
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield the events that are complete with ``data``; keep the rest for the next call.

        Raises
        ------
        Violation
            The bytes are not the frame that must come next.
        """
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
    return End(ALL)


_CALL_HEAD = struct.Struct("<II?I")
_MOST_ARGUMENTS = 64


def _call(body: bytes) -> Call:
    task, number, raised, count = _CALL_HEAD.unpack_from(body)
    if count > _MOST_ARGUMENTS:
        raise BadFrame(f"a call changed {count} arguments")
    changed = struct.unpack_from(f"<{count}I", body, _CALL_HEAD.size)
    rest = body[_CALL_HEAD.size + 4 * count :]
    if not raised:
        room = Room(len(rest), MAX_NODES, LONGEST_TEXT, LONGEST_NAME, without_own_paths)
        value, parts = decode_counted(rest, room)
        return Call(task, number, Run("returned", value, changed), len(body), parts=parts)
    (error, message), end = _texts(rest, 2)
    chunk, line = struct.unpack_from("<iI", rest, end)
    scene, _ = decode_counted(rest[end + 8 :], Room(_SCENE_BYTES, MAX_NODES, LONGEST_TEXT))
    run = Run(
        "raised",
        changed=changed,
        error=clean(error, 100),
        message=clean(message, 500),
        line=line,
        scene=read_scene(scene),
    )
    return Call(task, number, run, len(body), chunk)


def _texts(data: bytes, count: int) -> tuple[list[str], int]:
    """``count`` strings from the start of ``data``, and the index where they end."""
    texts, at = [], 0
    for _ in range(count):
        if data[at : at + 1] != b"s":
            raise BadFrame("a text is missing")
        size = int(struct.unpack_from("<I", data, at + 1)[0])
        if size > _LONGEST_WORDS:
            raise BadFrame(f"a text has {size} bytes")
        end = at + 5 + size
        texts.append(cast(str, decode_counted(data[at:end], Room(plain=without_own_paths))[0]))
        at = end
    return texts, at
