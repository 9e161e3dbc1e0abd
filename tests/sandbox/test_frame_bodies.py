"""The body of a frame is not believed either: each part of it is of the right kind or refused."""

from __future__ import annotations

import struct

import pytest

from autograder.data.codec import encode
from autograder.data.runs import Run
from autograder.sandbox.frames import MAX_NODES, Begin, Call, Event, FrameReader, Remark, Violation
from autograder.sandbox.inside import dump, wire
from autograder.sandbox.inside.session import SCENE_BYTES

NONCE = bytes(16)
NO_TEXT = (encode(7), encode(None), b"S\1\0\0\0\7", b"O" + dump.text("x")[1:] * 3, b"s\1\0\0\0\xff")
"""Values that are no text; one of them would become a `Seed`, one an `Other`."""


def read(kind: int, body: bytes, result_bytes: int = 1000) -> Event:
    (event,) = FrameReader(NONCE, result_bytes).feed(
        wire.FRAME.pack(NONCE, 0, kind, len(body)) + body
    )
    return event


def refused(kind: int, body: bytes, result_bytes: int = 1000) -> None:
    with pytest.raises(Violation):
        read(kind, body, result_bytes)


def call(changed: tuple[int, ...], rest: bytes, raised: bool = False) -> bytes:
    head = struct.pack("<II?I", 2, 3, raised, len(changed))
    return head + struct.pack(f"<{len(changed)}I", *changed) + rest


TEXT, PLACE = dump.text("T"), struct.pack("<iI", 0, 1) + b"N"


@pytest.mark.parametrize("odd", NO_TEXT)
def test_a_text_is_a_text(odd: bytes) -> None:
    for kind, body in (
        (wire.NOTE, bytes(8) + odd + TEXT),
        (wire.NOTE, bytes(8) + dump.text("error") + odd),
        (wire.TASK, bytes(4) + odd + TEXT),
        (wire.TASK, bytes(4) + dump.text("stub") + odd),
        (wire.CALL, call((), odd + TEXT + PLACE, True)),
        (wire.CALL, call((), TEXT + odd + PLACE, True)),
    ):
        refused(kind, body)


def test_what_a_fork_says_is_made_safe_to_show_and_cut() -> None:
    said = "\x1b[2Jσ" + "x" * 3000
    assert read(wire.NOTE, struct.pack("<II", 4, 5) + dump.text("left_out") + dump.text(said)) == (
        Remark(4, 5, "left_out", "σ" + "x" * 498 + "…")
    )
    event = read(
        wire.CALL, call((1, 0), dump.text(said) * 2 + struct.pack("<iI", -1, 9) + b"N", True), 9000
    )
    assert isinstance(event, Call)
    run = Run("raised", None, (1, 0), "σ" + "x" * 98 + "…", "σ" + "x" * 498 + "…", "", 9)
    assert (event.task, event.number, event.run, event.chunk) == (2, 3, run, -1)
    names = dump.text("a\x1b[2J b")
    assert read(wire.TASK, struct.pack("<I", 6) + dump.text("missing") + names) == Begin(
        6, "missing", ("a", "b")
    )
    many = read(wire.TASK, bytes(4) + dump.text("defined") + dump.text("n" * 3000))
    assert isinstance(many, Begin)
    assert len(many.uses[0]) == 2000


def test_a_call_may_have_changed_sixty_four_arguments() -> None:
    assert isinstance(read(wire.CALL, call(tuple(range(64)), b"N")), Call)
    refused(wire.CALL, call(tuple(range(65)), b"N"))


def test_a_value_may_have_so_many_parts() -> None:
    body = call((), encode([None] * (MAX_NODES - 1)))
    event = read(wire.CALL, body, 1 << 20)
    assert isinstance(event, Call)
    assert event.size == len(body)
    refused(wire.CALL, call((), encode([None] * MAX_NODES)), 1 << 20)


@pytest.mark.parametrize(
    ("kind", "largest"),
    [
        (wire.STEP, 12),
        (wire.NOTE, 20_000),
        (wire.TOP_DONE, 4),
        (wire.TASK, 10_000),
        (wire.CALL, 41_000),
        (wire.TASK_DONE, 8),
        (wire.DONE, 0),
        (0, -1),
        (8, -1),
    ],
)
def test_a_frame_that_is_too_long_is_refused_by_its_head(kind: int, largest: int) -> None:
    reader = FrameReader(NONCE, 1000)
    if largest > 0:
        assert list(reader.feed(wire.FRAME.pack(NONCE, 0, kind, largest))) == []
    with pytest.raises(Violation, match="comes next"):
        list(FrameReader(NONCE, 1000).feed(wire.FRAME.pack(NONCE, 0, kind, largest + 1)))


def test_the_largest_results_that_a_fork_writes_are_read() -> None:
    """What `dump` lets through, and the longest texts of an error, fit into a frame."""
    limit = 5000
    value = dump.dump("x" * (limit - 5), limit)
    assert len(value) == limit
    assert isinstance(read(wire.CALL, call(tuple(range(64)), value), limit), Call)
    longest = dump.text("\U0001f600" * 200) + dump.text("\udc80" * 2000)
    scene = dump.dump(["x" * 9000, ["y" * (SCENE_BYTES - 9020)]], SCENE_BYTES)
    assert len(scene) > SCENE_BYTES - 20
    assert isinstance(read(wire.CALL, call((), longest + PLACE[:-1] + scene, True), limit), Call)


def test_a_scene_that_is_too_large_is_refused() -> None:
    scene = encode(["x" * 9000] * 3)
    refused(wire.CALL, call((), TEXT * 2 + PLACE[:-1] + scene, True), 1 << 20)
    event = read(wire.CALL, call((), TEXT * 2 + PLACE[:-1] + encode(["?"]), True), 1 << 20)
    assert isinstance(event, Call)
    assert event.run.scene is None


def test_a_result_that_raised_nothing_arose_nowhere() -> None:
    event = read(wire.CALL, call((), b"N"))
    assert isinstance(event, Call)
    assert event.chunk == -1


@pytest.mark.parametrize("number", [1, 2, 1 << 31])
def test_frames_are_numbered_from_zero(number: int) -> None:
    with pytest.raises(Violation):
        list(FrameReader(NONCE, 10).feed(wire.FRAME.pack(NONCE, number, wire.DONE, 0)))
    reader = FrameReader(NONCE, 10)
    list(reader.feed(wire.FRAME.pack(NONCE, 0, wire.DONE, 0)))
    list(reader.feed(wire.FRAME.pack(NONCE, 1, wire.DONE, 0)))
    with pytest.raises(Violation):
        list(reader.feed(wire.FRAME.pack(NONCE, 1, wire.DONE, 0)))
