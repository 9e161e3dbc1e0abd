"""What a submission returns costs the grader little: text is cut, parts are counted, and judging
has a clock.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Any

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.codec import decode
from autograder.data.runs import Chunk
from autograder.data.text import clean
from autograder.data.values import Other
from autograder.grade import mark
from autograder.judge.deadline import Deadline
from autograder.sandbox import Limits, Sandbox
from autograder.sandbox.frames import FrameReader, Violation
from autograder.sandbox.inside import dump, wire
from autograder.submission.read import Submission

ESCAPES = "\x1b" * 1_000_000


def returning(expression: str) -> Submission:
    source = f"import numpy as np\ndef forget_gate(*arguments):\n    return {expression}\n"
    return Submission("eve", "gates", (Chunk("submission", source),))


def test_text_is_cut_before_it_is_cleaned() -> None:
    assert clean(ESCAPES + "the end", 40) == "…"
    assert clean("\x1b[31mred\x1b[0m", 40) == "red"
    assert clean("a" * 39, 40) == "a" * 39
    assert clean("a" * 41, 40) == "a" * 39 + "…"


def test_text_without_a_limit_of_its_own_is_cut_as_well() -> None:
    assert "the end" not in clean(ESCAPES + "the end")
    assert clean("a" * 100_000) == "a" * 100_000


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("x" * 10_001, "text that is too long"),
        ({"k": ["x" * 10_001]}, "text that is too long"),
        ({"k" * 201: 1}, "a key that is too long"),
    ],
)
def test_long_text_does_not_travel(value: Any, reason: str) -> None:
    assert decode(dump.dump(value, 1 << 20)) == Other(type(value).__name__, reason=reason)


def test_the_name_of_a_dtype_is_cut_where_it_is_written() -> None:
    import numpy as np

    made = decode(dump.dump(np.zeros(1, [("f" * 5000, "f8")]), 1 << 20))
    assert isinstance(made, Other)
    assert len(made.dtype) == 200


def call(body: bytes, raised: bool = False) -> bytes:
    head = struct.pack("<II?I", 0, 0, raised, 0)
    return wire.FRAME.pack(b"n" * 16, 0, wire.CALL, len(head + body)) + head + body


def long(size: int) -> bytes:
    return struct.pack("<I", size) + b"\x1b" * size


FORGED = {
    "a key": call(b"d" + struct.pack("<I", 1) + long(100_000) + b"N"),
    "a text": call(b"s" + long(100_000)),
    "a type": call(b"O" + long(100_000) + long(0) + long(0)),
    "a dtype": call(b"O" + long(1) + long(100_000) + long(0)),
    "an error's name": call(
        b"s" + long(100_000) + b"s" + long(1) + struct.pack("<iI", -1, 0), raised=True
    ),
    "an error's text": call(
        b"s" + long(1) + b"s" + long(100_000) + struct.pack("<iI", -1, 0), raised=True
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_frame_with_long_text_is_refused(name: str) -> None:
    with pytest.raises(Violation):
        list(FrameReader(b"n" * 16, 4 << 20).feed(FORGED[name]))


def test_all_parts_of_a_submission_are_counted(key: AnswerKey) -> None:
    limits = Limits(all_results_parts=25_000)
    with Sandbox(1, limits=limits, allow_unsafe=True) as sandbox:
        done = sandbox.run(returning("[1] * 9_000").job(key))
    (task,) = done.tasks
    assert [run.value == [1] * 9_000 for run in task.runs[:2]] == [True, True]
    assert {run.value for run in task.runs[2:]} == {Other("list", reason="too many parts")}


def test_all_bytes_of_a_submission_are_counted(key: AnswerKey) -> None:
    limits = Limits(all_results_bytes=2_500_000)
    with Sandbox(1, limits=limits, allow_unsafe=True) as sandbox:
        done = sandbox.run(returning("np.zeros(125_000)").job(key))
    (task,) = done.tasks
    assert {run.value for run in task.runs[2:]} == {Other("ndarray", reason="too large")}
    assert done.failure == ""


def test_judging_that_takes_too_long_goes_to_a_person(key: AnswerKey, locked: Sandbox) -> None:
    submission = returning("[[1.5] * 90] * 100")
    done = locked.run(submission.job(key))
    assert not mark(submission, key, done).needs_person
    grade = mark(submission, key, done, deadline=Deadline(0))
    assert grade.needs_person
    assert grade.score is None or grade.score == 0
    assert all(exercise.status == "grader_error" for exercise in grade.exercises)
    assert "seconds of computing time" in grade.exercises[0].message


def test_the_clock_is_looked_at_between_signatures(key: AnswerKey, locked: Sandbox) -> None:
    """Few cases and many signatures: the clock still stops it."""
    submission = returning("1")
    done = locked.run(submission.job(key))
    (exercise,) = key.exercises
    looked = Counting()
    many = replace(key, exercises=(replace(exercise, signatures=tuple(exercise.signatures) * 50),))
    mark(submission, many, done, deadline=looked)
    assert looked.times > 50 * len(exercise.signatures)


class Counting(Deadline):
    times = 0

    def __init__(self) -> None:
        super().__init__(1000)

    def check(self) -> None:
        self.times += 1
        super().check()
