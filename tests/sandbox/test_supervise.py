"""Clocks, deaths and forgeries: each costs what it must and no more."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun
from autograder.data.values import Other
from autograder.sandbox import Limits, Sandbox
from autograder.sandbox.fork import Ending
from autograder.sandbox.inside import dump, wire
from autograder.sandbox.jobs import Packer
from autograder.sandbox.supervise import Supervision

Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]

GOOD = "def good(a):\n    return a\n"


def outcomes(done: JobRun) -> list[list[str]]:
    return [[run.outcome for run in task.runs] for task in done.tasks]


def test_an_endless_loop_costs_its_own_exercise_only(run: Runner, task: Tasks) -> None:
    done = run(
        "def loop(a):\n    while a: pass\n    return a\n" + GOOD,
        task("good", (1,)),
        task("loop", (0,), (1,), (0,)),
        task("good", (2,)),
    )
    assert outcomes(done) == [["returned"], ["returned", "timed_out", "timed_out"], ["returned"]]
    assert done.tasks[2].runs[0].value == 2
    assert "0.6 seconds" in done.tasks[1].runs[1].message


@pytest.mark.parametrize(
    ("fatal", "says"),
    [
        ("import ctypes; ctypes.string_at(0)", "segmentation"),
        ("import os; os._exit(0)", "exit code 0"),
        ("import os; os.close(3)", "channel"),
    ],
)
def test_a_death_costs_its_own_exercise_only(
    run: Runner, task: Tasks, fatal: str, says: str
) -> None:
    done = run(
        f"def die(a):\n    {fatal}\n    while True: pass\n" + GOOD,
        task("die", (1,), (2,)),
        task("good", (2,)),
    )
    assert outcomes(done) == [["died", "died"], ["returned"]]
    assert says in done.tasks[0].runs[0].message or done.tasks[0].runs[0].outcome == "raised"


def test_a_death_after_the_last_exercise_costs_nothing(run: Runner, task: Tasks) -> None:
    source = """import os, sys
def last(a):
    frames = sys._getframe(1).f_locals["self"].frames
    send = frames.send
    def send_all_but_the_end(kind, body):
        if kind == 7:
            os._exit(7)
        send(kind, body)
    frames.send = send_all_but_the_end
    return a
"""
    done = run(source + GOOD, task("good", (2,)), task("last", (1,)))
    assert outcomes(done) == [["returned"], ["returned"]]
    assert not done.failure


def test_a_loop_at_the_top_level_is_skipped_and_told(run: Runner, task: Tasks) -> None:
    done = run("x = 1\n\nwhile True: pass\n" + GOOD, task("good", (1,)))
    assert outcomes(done) == [["returned"]]
    (note,) = done.notes
    assert (note.kind, note.chunk, note.line) == ("timed_out", "cell 1", 3)


def test_a_top_level_that_sticks_again_and_again_costs_what_comes_after(
    run: Runner, task: Tasks
) -> None:
    done = run(
        "def early(a):\n    return a\n" + "while True: pass\n" * 4 + GOOD,
        task("early", (1,)),
        task("good", (1,)),
    )
    assert [item.found for item in done.tasks] == ["defined", "missing"]
    assert [(note.kind, note.line) for note in done.notes] == [
        ("timed_out", 3),
        ("timed_out", 4),
        ("timed_out", 5),
    ]


def test_a_slow_top_level_costs_what_comes_after(task: Tasks) -> None:
    source = "import time\ndef early(a):\n    return a\n" + "time.sleep(0.1)\n" * 99 + GOOD
    job = Job("ada", (Chunk("cell 1", source),), (task("early", (1,)), task("good", (1,))))
    with Sandbox(limits=Limits(top_level_seconds=0.5), allow_unsafe=True) as impatient:
        done = impatient.run(job)
    assert [item.found for item in done.tasks] == ["defined", "missing"]
    assert [note.kind for note in done.notes] == ["timed_out"]


def test_a_death_at_the_top_level_is_skipped_and_told(run: Runner, task: Tasks) -> None:
    done = run("import os\nos._exit(3)\n" + GOOD, task("good", (1,)))
    assert outcomes(done) == [["returned"]]
    (note,) = done.notes
    assert (note.kind, note.line, note.message) == (
        "died",
        2,
        "it ended Python itself (exit code 3)",
    )


def test_the_whole_submission_has_a_cap(task: Tasks) -> None:
    loops = "".join(f"def loop{n}():\n    while True: pass\n" for n in range(12))
    job = Job("ada", (Chunk("cell 1", loops),), tuple(task(f"loop{n}", ()) for n in range(12)))
    limits = Limits(exercise_seconds=0.3, job_seconds=1.0)
    with Sandbox(limits=limits, allow_unsafe=True) as impatient:
        done = impatient.run(job)
    assert outcomes(done) == [["timed_out"]] * 12
    assert "whole submission" in done.tasks[-1].runs[0].message


def test_a_source_that_is_too_large_is_left_out(task: Tasks) -> None:
    with Sandbox(limits=Limits(source_bytes=1000), allow_unsafe=True) as small:
        done = small.run(
            Job("ada", (Chunk("cell 1", "#" * 1001), Chunk("cell 2", GOOD)), (task("good", (1,)),))
        )
    assert outcomes(done) == [["returned"]]
    assert done.notes[0].kind == "left_out"


def test_returning_too_much_in_all_is_stopped(task: Tasks) -> None:
    limits = Limits(result_bytes=10_000, all_results_bytes=30_000)
    with Sandbox(limits=limits, allow_unsafe=True) as small:
        source = "import numpy as np\ndef big(n):\n    return np.zeros(n)\n" + GOOD
        done = small.run(
            Job(
                "ada", (Chunk("cell 1", source),), (task("big", *[(1000,)] * 5), task("good", (1,)))
            )
        )
        assert outcomes(done)[0] == ["returned"] * 5
        too_large = Other("ndarray", reason="too large")
        assert [run.value == too_large for run in done.tasks[0].runs[3:]] == [True, True]


def test_no_source_and_no_exercise_is_no_fault(run: Runner, task: Tasks) -> None:
    assert run("").failure == ""
    assert run([], task("good", (1,))).tasks[0].found == "missing"


SEND = """
import gc, os, struct
def frames():
    return next(o for o in gc.get_objects() if type(o).__name__ == 'Frames')
"""


@pytest.mark.parametrize(
    "forgery",
    [
        "os.write(3, b'garbage')",
        "os.write(3, bytes(1 << 15))",
        "frames().send(7, b'')",
        "frames().send(4, struct.pack('<I', 0) + b's\\7\\0\\0\\0defined')",
        "frames().send(6, struct.pack('<II', 0, 0))",
        "frames().send(1, struct.pack('<IiI', 99, 0, 0))",
        "frames().send(5, b'')",
        "os.write(3, b'\\0' * 10); os._exit(0)",
        (
            "f = frames(); f.send(1, struct.pack('<IiI', 0, 4000, 0)); f.send(1,"
            " struct.pack('<IiI', 0, 4000, 0))"
        ),
    ],
)
def test_forged_frames_cost_the_statement_or_exercise_that_forged(
    run: Runner, task: Tasks, forgery: str
) -> None:
    inside = run(
        f"{SEND}\ndef forge(a):\n    {forgery}\n    return 1\n" + GOOD,
        task("forge", (1,)),
        task("good", (2,)),
    )
    assert outcomes(inside) == [["died"], ["returned"]]
    at_top = run(f"{SEND}\nif True:\n    {forgery}\n" + GOOD, task("good", (2,)))
    assert at_top.tasks[0].runs[0].value == 2 or outcomes(at_top) == [["died"]]
    assert at_top.notes
    assert at_top.failure == ""


def test_a_function_cannot_answer_for_the_next_exercise(run: Runner, task: Tasks) -> None:
    done = run(
        SEND
        + """
def forge(a):
    f = frames()
    f.send(5, struct.pack("<II?I", 0, 0, False, 0) + b"T")
    f.send(6, struct.pack("<II", 0, 0))
    f.send(4, struct.pack("<I", 1) + b"s\\7\\0\\0\\0defined" + b"s\\0\\0\\0\\0")
    f.send(5, struct.pack("<II?I", 1, 0, False, 0) + b"T")
    os._exit(0)
def good(a):
    return a
""",
        task("forge", (1,)),
        task("good", (2,)),
    )
    # It is one process: what it says for both is believed, but it knows no right answer to say.
    assert [item.runs[0].value for item in done.tasks] == [True, True]
    assert done.failure == ""


class Batch:
    """A fork whose last result and whose text arrive together, the result first."""

    def __init__(self, frames: bytes) -> None:
        self.frames = frames

    def run(self, packed: bytes, seconds: float) -> bool:
        return False

    def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
        return [("result", self.frames), ("text", b"said\n")]

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        return Ending(0, 0), b""

    def waited(self) -> float:
        return 0.0

    def close(self) -> None:
        pass


def test_text_that_arrives_with_the_last_result_is_kept(task: Tasks) -> None:
    class Fake:
        ready: dict[str, Any] = {}  # noqa: RUF012 - the shape of a worker
        dropped_root = False
        namespaces: Any = "none"

        def wait_ready(self) -> None:
            pass

        def fork(self, packed: bytes, more: bool = False) -> Batch:
            nonce = bytes.fromhex(wire.Reader(packed).load()["nonce"])
            frames = [
                (wire.TOP_DONE, struct.pack("<I", 0)),
                (wire.TASK, struct.pack("<I", 0) + dump.text("stub") + dump.text("")),
                (wire.TASK_DONE, struct.pack("<II", 0, 5)),
                (wire.DONE, b""),
            ]
            return Batch(
                b"".join(
                    wire.FRAME.pack(nonce, number, kind, len(body)) + body
                    for number, (kind, body) in enumerate(frames)
                )
            )

        def abort(self) -> None:
            pass

        def close(self) -> None:
            pass

    done = Supervision(Job("ada", (), (task("add", (1,)),)), Fake(), Packer(), Limits()).run()
    assert done.tasks[0].text == "said\n"
