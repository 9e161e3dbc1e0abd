"""The result pipe is read by the trusted side: what is not exactly the next frame is a
`Violation`.
"""

from __future__ import annotations

import os
import random
import struct

import pytest

from autograder.data.runs import Run
from autograder.sandbox.frames import (
    ALL,
    TOP,
    Begin,
    Call,
    End,
    FrameReader,
    Remark,
    Step,
    Violation,
)
from autograder.sandbox.inside import dump, wire

NONCE = bytes(range(16))


def body_of_call(value: bytes = b"N", changed: tuple[int, ...] = (), raised: bool = False) -> bytes:
    head = struct.pack("<II?I", 0, 0, raised, len(changed)) + struct.pack(
        f"<{len(changed)}I", *changed
    )
    error = dump.text("Kind\x1b[31m") + dump.text("said") + struct.pack("<iI", 1, 3) + b"N"
    return head + (error if raised else value)


def sent(*frames: tuple[int, bytes], nonce: bytes = NONCE) -> bytes:
    read_end, write_end = os.pipe()
    try:
        writer = wire.Frames(write_end, nonce)
        for kind, body in frames:
            writer.send(kind, body)
        return os.read(read_end, 1 << 16)
    finally:
        os.close(read_end)
        os.close(write_end)


EVERY = sent(
    (wire.STEP, struct.pack("<IiI", 0, -1, 0)),
    (wire.NOTE, struct.pack("<II", 0, 3) + dump.text("error") + dump.text("E")),
    (wire.TOP_DONE, struct.pack("<I", 5)),
    (wire.TASK, struct.pack("<I", 0) + dump.text("defined") + dump.text("f g")),
    (wire.CALL, body_of_call(value=b"T", changed=(1,))),
    (wire.CALL, body_of_call(raised=True)),
    (wire.TASK_DONE, struct.pack("<II", 0, 9)),
    (wire.DONE, b""),
)


def test_frames_become_events_however_they_are_cut() -> None:
    for size in (1, 7, len(EVERY)):
        reader = FrameReader(NONCE, 1000)
        events = [
            event
            for at in range(0, len(EVERY), size)
            for event in reader.feed(EVERY[at : at + size])
        ]
        assert [type(event) for event in events] == [Step, Remark, End, Begin, Call, Call, End, End]
        returned, raised = events[4], events[5]
        assert isinstance(returned, Call)
        assert isinstance(raised, Call)
        assert (returned.run.outcome, returned.run.value, returned.run.changed) == (
            "returned",
            True,
            (1,),
        )
        assert raised.run == Run("raised", error="Kind", message="said", line=3)
        assert raised.chunk == 1
        assert [event.task for event in events if isinstance(event, End)] == [TOP, 0, ALL]


NOT_NEXT = "is not the one that comes next"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (sent((wire.DONE, b""), nonce=bytes(16)), NOT_NEXT),
        (EVERY + EVERY, NOT_NEXT),
        (b"print" * 20, NOT_NEXT),
        (sent((wire.DONE, b"x")), NOT_NEXT),
        (sent((99, b"")), NOT_NEXT),
        (sent((wire.CALL, body_of_call(raised=True)[:30])), "cannot be read"),
        (sent((wire.CALL, body_of_call(raised=True)[:-1])), "cannot be read"),
        (sent((wire.CALL, body_of_call(raised=True) + b"x")), "cannot be read"),
        (sent((wire.CALL, body_of_call(raised=True)[:-1] + b"?")), "cannot be read"),
        (sent((wire.CALL, body_of_call(value=b"cposix\nsystem"))), "starts with b'c'"),
        (sent((wire.CALL, body_of_call(value=b"a\x0b\0\1" + b"\xff" * 8))), "says shape"),
        (sent((wire.CALL, b"")), "cannot be read"),
        (sent((wire.CALL, body_of_call(changed=tuple(range(100))))), "changed 100 arguments"),
        (sent((wire.TASK, b"\0\0\0\0" + dump.text("right") + dump.text(""))), "found 'right'"),
        (sent((wire.NOTE, bytes(8) + dump.text("praise") + dump.text("x"))), "kind 'praise'"),
        (sent((wire.STEP, b"")), "cannot be read"),
        (sent((wire.CALL, bytes(50_000))), NOT_NEXT),
    ],
)
def test_anything_else_is_a_violation(data: bytes, reason: str) -> None:
    with pytest.raises(Violation, match=reason):
        list(FrameReader(NONCE, 1000).feed(data))


def test_a_frame_that_claims_too_much_is_refused_before_it_comes() -> None:
    with pytest.raises(Violation, match=NOT_NEXT):
        list(FrameReader(NONCE, 1000).feed(wire.FRAME.pack(NONCE, 0, wire.CALL, 1 << 31)))


def damage(count: int, seed: int) -> tuple[int, int]:
    """Read ``count`` damaged streams of eight frames. Returns how many of them, and of their
    frames, were read.
    """
    rng, whole, read = random.Random(seed), 0, 0
    for _ in range(count):
        data = bytearray(EVERY)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
        try:
            for _ in FrameReader(NONCE, 1000).feed(bytes(data)):
                read += 1
            whole += 1
        except Violation:
            continue
    return whole, read


def test_random_damage_ends_in_events_or_a_violation() -> None:
    assert 0 < damage(2_000, seed=5)[0] < 2_000


@pytest.mark.slow
def test_a_hundred_thousand_damaged_frames_end_in_events_or_a_violation() -> None:
    assert damage(50_000, seed=6)[1] > 100_000
