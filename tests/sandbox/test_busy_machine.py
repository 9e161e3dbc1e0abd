"""A machine that is busy with other things takes no time from a submission."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job
from autograder.sandbox import Limits, Sandbox
from autograder.sandbox.jobs import Packer
from autograder.sandbox.supervise import Supervision
from tests.sandbox.scripted import (
    DONE,
    LIMITS,
    TOP,
    Clock,
    Script,
    Scripted,
    begin,
    call,
    exercise,
    outcomes,
    run,
    step,
    submission,
)

BUSY = "while True: pass"
COMPUTES = """
import time
def f(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds
"""
SECONDS = 0.6
"""Seconds of computing time: under the limit, and over it for a fork that has to share."""


@pytest.fixture
def on_one_processor() -> Iterator[None]:
    """Keep this process and all that it starts on one processor."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    yield
    os.sched_setaffinity(0, before)


@contextmanager
def crowded() -> Iterator[None]:
    """Others that never rest. Linux shares a processor out between sessions first: one each."""
    busy = [
        subprocess.Popen([sys.executable, "-c", BUSY], start_new_session=True) for _ in range(4)
    ]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processes cannot be kept there")
@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="nothing counts the waiting")
def test_a_fork_that_has_to_share_a_processor_has_its_seconds(
    on_one_processor: None, task: Callable[..., Any]
) -> None:
    limits = Limits(exercise_seconds=1.5, job_seconds=1.8)
    job = Job("ada", (Chunk("cell 1", COMPUTES),), (task("f", (SECONDS,)),))
    with Sandbox(1, limits, allow_unsafe=True) as sandbox, crowded():
        done = sandbox.run(job)
    assert outcomes(done) == ["returned"]
    assert 0 <= done.seconds <= limits.job_seconds


def test_an_exercise_gets_back_what_others_took(clock: Clock) -> None:
    hangs = Script((TOP, begin(0)), 9.5)
    done = run(Scripted(clock, hangs, waited=(3.0, 2.0)), submission(1))
    assert outcomes(done) == ["died"]
    assert (clock.now, done.seconds) == (1009.5, 4.5)


def test_time_given_back_is_used_up_as_well(clock: Clock) -> None:
    starter = Scripted(clock, Script((TOP, begin(0)), 99), waited=(3.0, 2.0))
    done = run(starter, submission(1))
    assert outcomes(done) == ["timed_out"]
    assert done.tasks[0].runs[0].message == "it was still running after 5 seconds"
    assert (clock.now, done.seconds) == (1010, 5)


def test_the_whole_submission_gets_it_back_too(clock: Clock) -> None:
    hang = [Script((TOP, begin(index)), 99) for index in range(4)]
    done = run(Scripted(clock, *hang, waited=(4.0,)), submission(6))
    assert outcomes(done) == ["timed_out"] * 6
    assert (clock.now, done.seconds) == (1022, 18)


def test_waiting_has_an_end_too(clock: Clock) -> None:
    limits = replace(LIMITS, waiting_seconds=6)
    starter = Scripted(clock, Script((TOP, begin(0)), 99), waited=(4.0, 4.0, 4.0))
    done = Supervision(submission(1), starter, Packer(), limits).run()
    assert (outcomes(done), clock.now) == (["timed_out"], 1011)


def test_what_is_there_already_is_read_before_the_time_is_up(clock: Clock) -> None:
    class Late(Scripted):
        """Nobody had time to look for ten seconds. All was there long before that."""

        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            if not self.asked:
                clock.now += 10
                self.asked.append(seconds)
                return []
            return super().receive(seconds)

    done = run(Late(clock, Script((step(0, -1), TOP, *exercise(0), DONE))), submission(1))
    assert outcomes(done) == ["returned"]


def test_what_comes_after_the_time_is_up_puts_off_nothing(clock: Clock) -> None:
    class Talks(Scripted):
        """It prints without end, and gets no further."""

        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            clock.now += 0.25
            return [*super().receive(0), ("text", b"more")]

    frames = (TOP, begin(0), call(0))
    done = run(Talks(clock, Script(frames, 99)), submission(1))
    assert outcomes(done) == ["returned"]
    assert clock.now <= 1000 + LIMITS.exercise_seconds + 0.5


def test_while_the_machine_stands_still_no_time_passes(clock: Clock) -> None:
    class Frozen(Scripted):
        """The third look comes a minute later than it should, and the fork has done nothing."""

        def receive(self, seconds: float) -> list[tuple[Any, bytes]]:
            clock.now += 60 * (len(self.asked) == 2)
            return super().receive(seconds)

    def after(hangs: float) -> tuple[list[str], float]:
        done = run(Frozen(clock, Script((TOP, begin(0)), hangs)), submission(1))
        return outcomes(done), done.seconds

    assert after(4.5) == (["died"], 4.5)
    assert after(5.5) == (["timed_out"], 5)


def test_one_that_was_kept_waiting_and_ended_in_time_took_no_longer(clock: Clock) -> None:
    slow = Script((TOP, *exercise(0)), 4.0)
    done = run(Scripted(clock, slow, waited=(3.0,)), submission(1))
    assert done.seconds == 1.0
