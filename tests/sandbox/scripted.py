"""Forks that follow a script and a clock that stands still, to test what supervises forks."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

from autograder.data.runs import Chunk, Job, JobRun, Task
from autograder.sandbox import Limits
from autograder.sandbox.fork import Ending
from autograder.sandbox.inside import dump, wire
from autograder.sandbox.jobs import Packer
from autograder.sandbox.supervise import Supervision

LIMITS = Limits(
    exercise_seconds=5,
    statement_seconds=3,
    top_level_seconds=8,
    job_seconds=18,
    source_bytes=30,
)
Frame = tuple[int, bytes]


class Clock:
    """Stands for the module `time`: seconds pass when a fork lets them pass."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@dataclass
class Script:
    """What one fork does: its frames, then for so many seconds nothing, then its end."""

    frames: tuple[Frame, ...] = ()
    hangs: float = 0.0
    ending: Ending = field(default_factory=lambda: Ending(3, 0))
    raw: bytes = b""


class Scripted:
    """A starter whose forks follow scripts. It keeps the plans that it was given.

    ``waited`` is how long its forks were kept waiting, each time that this is asked.
    """

    ready: dict[str, Any] = {}  # noqa: RUF012 - the shape of a worker
    dropped_root = False
    namespaces: Any = "none"

    def __init__(self, clock: Clock, *scripts: Script, waited: tuple[float, ...] = ()) -> None:
        self.clock, self.scripts = clock, list(scripts)
        self.plans: list[tuple[list[int], list[tuple[int, int]], tuple[int, int]]] = []
        self.closed = 0
        self.asked: list[float] = []
        self.given = list(waited)

    def fork(self, packed: bytes, more: bool = False) -> Scripted:
        plan = wire.Reader(packed).load()
        self.plans.append(([task[0] for task in plan["tasks"]], plan["skip"], plan["stop"]))
        self.script = self.scripts.pop(0)
        nonce = bytes.fromhex(plan["nonce"])
        self.unread = self.script.raw + b"".join(
            wire.FRAME.pack(nonce, number, kind, len(body)) + body
            for number, (kind, body) in enumerate(self.script.frames)
        )
        return self

    def run(self, packed: bytes, seconds: float) -> bool:
        return False

    def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
        self.asked.append(seconds)
        if self.unread:
            data, self.unread = self.unread, b""
            return [("result", data)]
        if self.script.hangs:
            self.clock.now += min(seconds, self.script.hangs)
            self.script.hangs = max(self.script.hangs - seconds, 0.0)
            return []
        return [("result", b""), ("text", b"")]

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        return (None if finished else self.script.ending), b"last words\n"

    def waited(self) -> float:
        return self.given.pop(0) if self.given else 0.0

    def wait_ready(self) -> None:
        pass

    def abort(self) -> None:
        pass

    def close(self) -> None:
        self.closed += 1


def step(chunk: int, place: int, line: int = 0) -> Frame:
    return wire.STEP, struct.pack("<IiI", chunk, place, line)


TOP = (wire.TOP_DONE, struct.pack("<I", 0))
DONE = (wire.DONE, b"")


def begin(index: int, found: str = "defined") -> Frame:
    return wire.TASK, struct.pack("<I", index) + dump.text(found) + dump.text("")


def call(index: int, number: int = 0) -> Frame:
    return wire.CALL, struct.pack("<II?I", index, number, False, 0) + b"T"


def exercise(index: int) -> tuple[Frame, ...]:
    return begin(index), call(index), (wire.TASK_DONE, struct.pack("<II", index, 0))


def submission(tasks: int = 3, sources: tuple[str, ...] = ("x", "y")) -> Job:
    chunks = tuple(Chunk(f"cell {number}", source) for number, source in enumerate(sources, 1))
    return Job("ada", chunks, tuple(Task(f"f{index}", "", ((1,),)) for index in range(tasks)))


def run(starter: Scripted, job: Job) -> JobRun:
    done = Supervision(job, starter, Packer(), LIMITS).run()
    assert starter.scripts == []
    assert starter.closed == len(starter.plans)
    return done


def outcomes(done: JobRun) -> list[str]:
    return [made.outcome for task in done.tasks for made in task.runs]
