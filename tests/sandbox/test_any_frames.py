"""Whatever frames a fork sends, in whatever order: the submission ends with a grade, and the grader
with no exception.
"""

from __future__ import annotations

import random
import struct
import tracemalloc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.codec import encode
from autograder.data.runs import Chunk
from autograder.data.values import Other
from autograder.grade import mark
from autograder.sandbox import Limits
from autograder.sandbox.fork import Ending
from autograder.sandbox.inside import dump, wire
from autograder.sandbox.jobs import Packer
from autograder.sandbox.supervise import Supervision
from autograder.submission.read import Submission
from tests.conftest import UnitKey

Frame = tuple[int, bytes]
LIMITS = Limits(exercise_seconds=5, statement_seconds=5, job_seconds=60)
HOSTILE: tuple[Any, ...] = (
    None,
    True,
    0,
    -(1 << 8000),
    1 << 8100,
    float("nan"),
    float("inf"),
    -0.0,
    "",
    "\u202e\x1b[2J<script>" * 50,
    [],
    (),
    {},
    [[[[1.0]]]],
    [1, [2.0]],
    [None, "x"],
    {"W_f": np.ones(2), "\x1b[2J": "x"},
    {"": {"": {"": ()}}},
    (1.0,) * 300,
    np.zeros((0, 3)),
    np.zeros((3, 0, 1 << 20)),
    np.ones((1,) * 16),
    np.full((3, 2), np.nan),
    np.full((3, 2), -np.inf),
    np.full((3, 2), 1e308),
    np.ones((3, 2), "?"),
    np.ones((3, 2), "c16") * np.nan,
    np.full((3, 2), 60000, "f2"),
    Other("\x1b[2J\u202e<script>"),
    Other("ndarray", "\x1b[2J\u202e<script>" * 50),
    Other("list", reason="\x1b[2J\u202e<script>" * 50),
    np.iinfo("u8").max + np.zeros((3, 2), "u8"),
    np.float64(0.0),
    np.ones((300, 300)),
)


@pytest.fixture(scope="module")
def two_keys(unit_key: UnitKey) -> list[AnswerKey]:
    return [unit_key("gates"), unit_key("cell")]


def honest(submission: Submission, key: AnswerKey, rng: random.Random) -> list[Frame]:
    """The frames that a submission with odd answers would send."""
    frames: list[Frame] = [
        (wire.STEP, struct.pack("<IiI", 0, -1, 0)),
        (wire.STEP, struct.pack("<IiI", 0, 0, 1)),
        (wire.NOTE, struct.pack("<II", 0, 3) + dump.text("error") + dump.text("E: said\x1b[2J")),
        (wire.TOP_DONE, struct.pack("<I", 5)),
    ]
    for index, exercise in enumerate(key.exercises):
        frames.append(
            (
                wire.TASK,
                struct.pack("<I", index)
                + dump.text(rng.choice(["defined"] * 5 + ["stub", "missing"]))
                + dump.text(rng.choice(["", "sigmoid", "\x1b[2J candidate " * 90])),
            )
        )
        for number, _ in enumerate(exercise.cases):
            changed = list(range(rng.randrange(3)))
            head = struct.pack("<II?I", index, number, False, len(changed))
            value = rng.choice(HOSTILE)
            if rng.random() < 0.3:
                value = tuple(rng.choice(HOSTILE) for _ in range(rng.randrange(1, 4)))
            frames.append(
                (wire.CALL, head + struct.pack(f"<{len(changed)}I", *changed) + encode(value))
            )
        frames.append((wire.TASK_DONE, struct.pack("<II", index, rng.randrange(20))))
    return [*frames, (wire.DONE, b"")]


def mutate(frames: list[Frame], rng: random.Random) -> None:
    """Leave out, repeat, swap, renumber or damage a frame."""
    at, other = rng.randrange(len(frames)), rng.randrange(len(frames))
    kind, body = frames[at]
    action = rng.randrange(6)
    if action == 0:
        del frames[at]
    elif action == 1:
        frames.insert(other, frames[at])
    elif action == 2:
        frames[at], frames[other] = frames[other], frames[at]
    elif action == 3:
        frames[at] = rng.randrange(9), body
    elif action == 4 and body:
        place = rng.randrange(len(body))
        frames[at] = (
            kind,
            body[:place] + rng.randbytes(rng.randrange(4)) + body[place + rng.randrange(4) :],
        )
    else:
        frames[at] = kind, rng.randbytes(rng.randrange(40))


class Forger:
    """A worker whose forks send mutated frames, with the right nonce and in pieces of any size."""

    ready: dict[str, Any] = {}  # noqa: RUF012 - the shape of a worker
    dropped_root = False
    namespaces: Any = "none"

    def __init__(self, submission: Submission, key: AnswerKey, rng: random.Random) -> None:
        self.submission, self.key, self.rng, self.sent = submission, key, rng, 0
        self.pieces: Iterator[bytes] = iter(())

    def fork(self, packed: bytes, more: bool = False) -> Forger:
        nonce = bytes.fromhex(wire.Reader(packed).load()["nonce"])
        frames = honest(self.submission, self.key, self.rng)
        for _ in range(self.rng.randrange(5)):
            mutate(frames, self.rng)
        self.sent += len(frames)
        stream = b"".join(
            wire.FRAME.pack(nonce, number, kind, len(body)) + body
            for number, (kind, body) in enumerate(frames)
        )
        size = self.rng.choice([100, 5_000, len(stream) + 1])
        self.pieces = iter([stream[at : at + size] for at in range(0, len(stream), size)])
        return self

    def run(self, packed: bytes, seconds: float) -> bool:
        return False

    def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
        return [
            ("result", next(self.pieces, b"")),
            ("text", b"said\x1b[2J\n" * self.rng.randrange(3)),
        ]

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        return (
            None if finished else Ending(self.rng.randrange(3), self.rng.choice([0, 9, 11]))
        ), b""

    def waited(self) -> float:
        return 0.0

    def wait_ready(self) -> None:
        pass

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass


def forge(count: int, seed: int, keys: list[AnswerKey]) -> int:
    """Run submissions whose forks send ``count`` frames or more in all. Returns how many."""
    rng, sent = random.Random(seed), 0
    while sent < count:
        key = rng.choice(keys)
        submission = Submission("eve", key.unit, (Chunk("c", "pass"),))
        forger = Forger(submission, key, rng)
        done = Supervision(submission.job(key), forger, Packer(), LIMITS).run()
        sent += forger.sent
        assert [len(task.runs) for task in done.tasks] == [
            len(item.cases) for item in key.exercises
        ]
        grade = mark(submission, key, done)
        assert grade.score == 0 or grade.needs_person
        told = (
            *grade.notes,
            *(f"{result.message}{result.next_step}" for result in grade.exercises),
            *(task.text for task in done.tasks),
        )
        assert not set("".join(told)) & set("\x1b\u202e")
    return sent


def test_any_frames_end_in_a_grade(two_keys: list[AnswerKey]) -> None:
    assert forge(3_000, 1, two_keys) >= 3_000


@pytest.mark.slow
def test_a_hundred_thousand_frames_end_in_grades_and_take_no_memory(
    two_keys: list[AnswerKey],
) -> None:
    forge(100_000, 2, two_keys)
    tracemalloc.start()
    try:
        forge(5_000, 3, two_keys)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 64 << 20
