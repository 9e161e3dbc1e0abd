"""All the frames of one submission, from a new Python: what is announced, and in which order."""

from __future__ import annotations

import subprocess
from dataclasses import asdict, replace

import pytest

from autograder.data.runs import Chunk, Job, Run, Task
from autograder.sandbox import Layers, Limits
from autograder.sandbox.frames import ALL, TOP, Begin, Call, End, Event, FrameReader, Remark, Step
from autograder.sandbox.jobs import Packer, Plan
from autograder.sandbox.python import environment, folders, python

LIMITS = Limits()
SETTINGS = (
    asdict(LIMITS)
    | asdict(Layers(landlock=False, seccomp=False))
    | {"folders": folders(), "cpu_seconds": 30, "probe": False}
)
SOURCE = """import math
'a comment of a kind'
x = 1
def f(a):
    print("said", a)
    return a, g(a)
def g(a, b=2):
    raise ValueError(a)
if x:
    y = 2
"""
JOB = Job(
    "ada",
    (Chunk("cell 1", SOURCE), Chunk("cell 2", "!ls\n1 / 0\n", "h"), Chunk("cell 3", "z = 3")),
    (
        Task("f", "def f(a):\n    raise NotImplementedError", ((1,),)),
        Task("g", "def g(a):\n    raise NotImplementedError", ((2,), (3,))),
        Task("h", "def h(a):\n    raise NotImplementedError", ((4,),)),
    ),
)


def events(plan: Plan) -> tuple[list[Event], bytes, int]:
    """The events of a fork with this plan, the text that it prints, and its exit code."""
    packed, nonce = Packer().pack(JOB, plan)
    done = subprocess.run(
        python("once", SETTINGS), input=packed, capture_output=True, env=environment()
    )
    found = list(FrameReader(nonce, LIMITS.result_bytes).feed(done.stdout))
    return found, done.stderr, done.returncode


def raised(task: int, number: int, message: str, line: int, chunk: int = 0) -> Call:
    run = Run("raised", error="ValueError", message=message, line=line)
    return Call(task, number, run, 0, chunk)


def test_a_session_that_fails_ends_with_seventy_and_says_why() -> None:
    source = "import sys\nsys.modules['inside.wire'].FRAME = None\nx = 1\n"
    packed, nonce = Packer().pack(Job("eve", (Chunk("cell 1", source),), ()), Plan(()))
    done = subprocess.run(
        python("once", SETTINGS), input=packed, capture_output=True, env=environment()
    )
    assert list(FrameReader(nonce, 100).feed(done.stdout)) == [Step(0, -1, 0), Step(0, 1, 2)]
    assert done.stderr.startswith(b"the sandbox itself failed: AttributeError")
    assert done.returncode == 70


TOP_LEVEL: list[Event] = [
    Step(0, -1, 0),
    Step(0, 2, 3),
    Step(0, 4, 7),
    Step(0, 5, 9),
    Step(1, -1, 0),
    Remark(1, 1, "left_out", "`!ls` is a notebook command: it was left out"),
    Step(1, 0, 1),
    Step(1, 1, 2),
    Remark(1, 2, "error", "ZeroDivisionError: division by zero"),
    Step(2, -1, 0),
    Step(2, 0, 1),
    End(TOP),
]


def test_everything_is_announced_that_can_take_long() -> None:
    found, text, code = events(Plan((0, 1, 2)))
    assert [replace(event, size=0) if isinstance(event, Call) else event for event in found] == [
        *TOP_LEVEL,
        Begin(0, "defined", ("g",)),
        raised(0, 0, "1", 8),
        End(0, 7),
        Begin(1, "defined"),
        raised(1, 0, "2", 8),
        raised(1, 1, "3", 8),
        End(1, 7),
        Begin(2, "missing"),
        End(2, 7),
        End(ALL),
    ]
    assert (text, code) == (b"said 1\n", 0)


@pytest.mark.parametrize(
    ("plan", "left_out"),
    [
        (Plan((2,), frozenset({(0, 4), (1, -1)})), {2, 4, 5, 6, 7, 8}),
        (Plan((2,), stop=(1, 1)), {7, 8, 9, 10}),
        (Plan((2,), stop=(1, -1)), {4, 5, 6, 7, 8, 9, 10}),
        (Plan((2,), frozenset({(0, 2)}), (0, 3)), set(range(1, 11))),
    ],
)
def test_a_plan_leaves_out_what_it_says(plan: Plan, left_out: set[int]) -> None:
    found, text, code = events(plan)
    expected = [event for at, event in enumerate(TOP_LEVEL) if at not in left_out]
    assert found == [*expected, Begin(2, "missing"), End(2), End(ALL)]
    assert (text, code) == (b"", 0)
