"""What is run again after a fork that got stuck, died or lied: seen from the plans of the forks."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun, Note, Task
from autograder.sandbox import Limits, attempt, supervise
from autograder.sandbox.fork import Ending
from autograder.sandbox.inside import dump, wire
from autograder.sandbox.jobs import FOREVER, Packer
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


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    for module in (attempt, supervise):
        monkeypatch.setattr(module, "time", stopped)
    return stopped


@dataclass
class Script:
    """What one fork does: its frames, then for so many seconds nothing, then its end."""

    frames: tuple[Frame, ...] = ()
    hangs: float = 0.0
    ending: Ending = field(default_factory=lambda: Ending(3, 0))
    raw: bytes = b""


class Scripted:
    """A starter whose forks follow scripts. It keeps the plans that it was given."""

    ready: dict[str, Any] = {}  # noqa: RUF012 - the shape of a worker
    dropped_root = False
    namespaces: Any = "none"

    def __init__(self, clock: Clock, *scripts: Script) -> None:
        self.clock, self.scripts = clock, list(scripts)
        self.plans: list[tuple[list[int], list[tuple[int, int]], tuple[int, int]]] = []
        self.closed = 0
        self.waited: list[float] = []

    def fork(self, packed: bytes) -> Scripted:
        plan = wire.Reader(packed).load()
        self.plans.append(([task[0] for task in plan["tasks"]], plan["skip"], plan["stop"]))
        self.script = self.scripts.pop(0)
        nonce = bytes.fromhex(plan["nonce"])
        self.unread = self.script.raw + b"".join(
            wire.FRAME.pack(nonce, number, kind, len(body)) + body
            for number, (kind, body) in enumerate(self.script.frames)
        )
        return self

    def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
        self.waited.append(seconds)
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


def test_an_honest_fork_is_the_only_one(clock: Clock) -> None:
    everything = (step(0, -1), TOP, *exercise(0), *exercise(1), DONE)
    starter = Scripted(clock, Script(everything))
    done = run(starter, submission(2))
    assert outcomes(done) == ["returned", "returned"]
    assert starter.plans == [([0, 1], [], FOREVER)]
    assert (done.name, done.failure, done.notes) == ("ada", "", ())


def test_after_a_death_only_the_other_exercises_are_run(clock: Clock) -> None:
    first = Script((TOP, *exercise(0), begin(1)))
    starter = Scripted(clock, first, Script((TOP, *exercise(2), DONE)))
    done = run(starter, submission())
    assert outcomes(done) == ["returned", "died", "returned"]
    assert done.tasks[1].runs[0].message == "it ended Python itself (exit code 3)"
    assert starter.plans == [([0, 1, 2], [], FOREVER), ([2], [], FOREVER)]
    assert [task.text for task in done.tasks] == ["", "last words\n", ""]


@pytest.mark.parametrize("frames", [(TOP,), (TOP, *exercise(0))])
def test_a_death_between_two_exercises_is_blamed_on_the_next(
    clock: Clock, frames: tuple[Frame, ...]
) -> None:
    blamed = len(frames) > 1
    starter = Scripted(clock, Script(frames), Script((TOP, *exercise(1 + blamed), DONE)))
    done = run(starter, submission(2 + blamed))
    assert outcomes(done) == ["returned"] * blamed + ["died", "returned"]


def test_a_death_after_the_last_exercise_costs_nothing(clock: Clock) -> None:
    starter = Scripted(clock, Script((TOP, *exercise(0))))
    assert outcomes(run(starter, submission(1))) == ["returned"]


def test_an_exercise_that_hangs_has_timed_out(clock: Clock) -> None:
    starter = Scripted(clock, Script((TOP, begin(0)), 99), Script((TOP, *exercise(1), DONE)))
    done = run(starter, submission(2))
    assert outcomes(done) == ["timed_out", "returned"]
    assert done.tasks[0].runs[0].message == "it was still running after 5 seconds"
    assert clock.now == 1005


def test_an_exercise_has_its_seconds_to_the_last(clock: Clock) -> None:
    done = run(Scripted(clock, Script((TOP, begin(0)), 4.5)), submission(1))
    assert outcomes(done) == ["died"]


def test_forged_bytes_are_called_that(clock: Clock) -> None:
    for script in (
        Script((TOP, begin(0), (wire.DONE, b""))),
        Script((TOP, begin(0), (wire.DONE, b"x"))),
    ):
        done = run(Scripted(clock, script), submission(1))
        assert outcomes(done) == ["died"]
        assert done.tasks[0].runs[0].message == "it wrote something to the grader's own channel"


def test_a_fork_that_never_begins_is_no_fault_of_the_submission(clock: Clock) -> None:
    done = run(Scripted(clock, Script(ending=Ending(70, 0))), submission(1))
    assert done.failure == "the sandbox could not begin (it ended Python itself (exit code 70))"
    done = run(Scripted(clock, Script(hangs=99)), submission(1))
    assert done.failure == "the sandbox could not begin (it was still running after 3 seconds)"


def test_a_statement_that_sticks_is_left_out_and_noted(clock: Clock) -> None:
    stuck = Script((step(0, -1), step(0, 4, 9)), 99)
    starter = Scripted(clock, stuck, Script((step(1, 0), TOP, *exercise(0), DONE)))
    done = run(starter, submission(1))
    assert outcomes(done) == ["returned"]
    assert starter.plans == [([0], [], FOREVER), ([0], [(0, 4)], FOREVER)]
    assert done.notes == (Note("timed_out", "cell 1", 9, "it was still running after 3 seconds"),)


def test_the_third_statement_that_sticks_ends_the_top_level(clock: Clock) -> None:
    deaths = [Script((step(0, place, place),)) for place in (1, 2, 3)]
    starter = Scripted(clock, *deaths, Script((TOP, *exercise(0), DONE)))
    done = run(starter, submission(1))
    assert outcomes(done) == ["returned"]
    assert [plan[1:] for plan in starter.plans] == [
        ([], FOREVER),
        ([(0, 1)], FOREVER),
        ([(0, 1), (0, 2)], FOREVER),
        ([(0, 1), (0, 2)], (0, 3)),
    ]
    assert [(note.kind, note.line) for note in done.notes] == [("died", line) for line in (1, 2, 3)]


def test_a_top_level_that_is_slow_as_a_whole_ends_where_it_was(clock: Clock) -> None:
    class Slow(Scripted):
        """Each look at the pipe takes two seconds, in which a statement is done."""

        place = 0

        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            if len(self.plans) > 1:
                return super().receive(seconds)
            self.clock.now += 2
            self.place += 1
            body = struct.pack("<IiI", 0, self.place, 10 + self.place)
            nonce, number = self.nonce, self.place - 1
            return [("result", wire.FRAME.pack(nonce, number, wire.STEP, len(body)) + body)]

        def fork(self, packed: bytes) -> Scripted:
            self.nonce = bytes.fromhex(wire.Reader(packed).load()["nonce"])
            return super().fork(packed)

    starter = Slow(clock, Script(), Script((TOP, *exercise(0), DONE)))
    done = run(starter, submission(1))
    assert outcomes(done) == ["returned"]
    assert starter.plans[1] == ([0], [], (0, 4))
    why = "the code outside of functions was still running after 8 seconds"
    assert done.notes == (Note("timed_out", "cell 1", 14, why),)


def test_a_death_in_a_slow_top_level_costs_its_own_statement(clock: Clock) -> None:
    class SlowToDie(Scripted):
        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            self.clock.now += 9 if len(self.plans) == 1 else 0
            return super().receive(seconds)

    starter = SlowToDie(clock, Script((step(0, 1), (99, b""))), Script((TOP, *exercise(0), DONE)))
    assert outcomes(run(starter, submission(1))) == ["returned"]
    assert starter.plans[1] == ([0], [(0, 1)], FOREVER)


def test_a_fork_that_lies_about_where_it_is_is_not_run_forever(clock: Clock) -> None:
    same = [Script((step(0, 5),)) for _ in range(3)]
    done = run(Scripted(clock, *same), submission(2))
    assert outcomes(done) == ["died", "died"]


def test_it_is_run_again_as_long_as_it_stops_earlier(clock: Clock) -> None:
    deaths = [Script((step(0, place),)) for place in (9, 9, 7, 6, 6)]
    starter = Scripted(clock, *deaths)
    assert outcomes(run(starter, submission(1))) == ["died"]
    assert [plan[1:] for plan in starter.plans] == [
        ([], FOREVER),
        ([(0, 9)], FOREVER),
        ([(0, 9)], (0, 9)),
        ([(0, 9)], (0, 7)),
        ([(0, 9)], (0, 6)),
    ]


def test_the_whole_submission_ends_at_its_deadline(clock: Clock) -> None:
    hang = [Script((TOP, begin(index)), 99) for index in range(4)]
    starter = Scripted(clock, *hang)
    done = run(starter, submission(6))
    assert outcomes(done) == ["timed_out"] * 6
    used_up = "the whole submission had 18 seconds and used them up"
    assert [task.runs[0].message for task in done.tasks] == [
        *["it was still running after 5 seconds"] * 3,
        *[used_up] * 3,
    ]
    assert clock.now == 1018


def test_a_chunk_that_is_too_large_is_not_even_read(clock: Clock) -> None:
    starter = Scripted(clock, Script((step(0, -1), TOP, *exercise(0), DONE)))
    done = run(starter, submission(1, ("x" * 30, "y" * 31, "z" * 1234)))
    assert starter.plans == [([0], [(1, -1), (2, -1)], FOREVER)]
    assert done.notes == (
        Note("left_out", "cell 2", 0, "it holds 31 characters; at most 30 are read"),
        Note("left_out", "cell 3", 0, "it holds 1,234 characters; at most 30 are read"),
    )


def test_a_fork_is_closed_also_where_the_grader_fails(clock: Clock) -> None:
    class Broken(Scripted):
        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            raise LookupError("a fault of ours")

    starter = Broken(clock, Script())
    with pytest.raises(LookupError):
        Supervision(submission(), starter, Packer(), LIMITS).run()
    assert starter.closed == 1


@pytest.mark.parametrize(
    ("ending", "says"),
    [
        (Ending(0, 0), "it ended Python itself (exit code 0)"),
        (Ending(0, 11), "it crashed Python (segmentation fault)"),
        (Ending(0, 6), "it aborted Python"),
        (Ending(0, 24), "it used up its CPU time"),
        (Ending(0, 9), "it was killed (out of memory, or it closed its channel)"),
        (Ending(0, 15), "it was ended by SIGTERM"),
    ],
)
def test_how_a_fork_ended_is_explained(ending: Ending, says: str) -> None:
    assert ending.explain() == says
    assert Ending.of(ending.exit_code or -ending.signal) == ending
