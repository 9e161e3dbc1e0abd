"""What is run again after a fork that died or lied, and how often."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from autograder.data.runs import Note
from autograder.sandbox.fork import Ending
from autograder.sandbox.inside import wire
from autograder.sandbox.jobs import FOREVER, Packer
from autograder.sandbox.supervise import Supervision
from tests.sandbox.scripted import (
    DONE,
    LIMITS,
    TOP,
    Clock,
    Script,
    Scripted,
    begin,
    exercise,
    outcomes,
    run,
    step,
    submission,
)


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
        """Each look at the pipe takes a quarter of a second; a statement is done by then."""

        place = 0

        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            if len(self.plans) > 1:
                return super().receive(seconds)
            self.clock.now += 0.25
            self.place += 1
            body = struct.pack("<IiI", 0, self.place, 10 + self.place)
            nonce, number = self.nonce, self.place - 1
            return [("result", wire.FRAME.pack(nonce, number, wire.STEP, len(body)) + body)]

        def fork(self, packed: bytes, more: bool = False) -> Scripted:
            self.nonce = bytes.fromhex(wire.Reader(packed).load()["nonce"])
            return super().fork(packed)

    starter = Slow(clock, Script(), Script((TOP, *exercise(0), DONE)))
    done = run(starter, submission(1))
    assert outcomes(done) == ["returned"]
    assert starter.plans[1] == ([0], [], (0, 33))
    why = "the code outside of functions was still running after 8 seconds"
    assert done.notes == (Note("timed_out", "cell 1", 43, why),)


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
