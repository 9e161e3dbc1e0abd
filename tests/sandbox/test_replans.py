"""What is run again after a fork that got stuck: seen from the plans of the forks."""

from __future__ import annotations

import pytest

from autograder.data.runs import Note
from autograder.sandbox.fork import Ending
from autograder.sandbox.inside import wire
from autograder.sandbox.jobs import FOREVER
from tests.sandbox.scripted import (
    DONE,
    TOP,
    Clock,
    Frame,
    Script,
    Scripted,
    begin,
    exercise,
    outcomes,
    run,
    step,
    submission,
)


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
