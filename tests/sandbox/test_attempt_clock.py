"""One fork's clock, and whose text it is."""

from __future__ import annotations

from autograder.data.runs import Note, Run, TaskRun
from autograder.sandbox.attempt import Attempt
from autograder.sandbox.collected import MOST_NOTES, Collected, Fault
from autograder.sandbox.frames import TOP, End
from autograder.sandbox.jobs import Plan
from tests.sandbox.test_attempt import JOB, LIMITS, begun, started


def test_text_goes_to_what_was_running_when_the_fork_ended() -> None:
    running = started()
    running.take_text(b"early")
    running.keep_text()
    assert running.collected.top_text == "early"
    running.apply(End(TOP, 5))
    running.take_text(b"none")
    running.keep_text()
    running.apply(begun(0))
    running.take_text(b"mine and more than there is room for")
    for _ in range(3):
        running.take_text(b"and more")
    running.keep_text()
    done = running.collected.job_run()
    assert (done.text, done.tasks[0].text) == ("early", "nonemin")


def test_a_later_fork_that_prints_less_at_its_top_level_takes_nothing_away() -> None:
    collected = Collected(JOB, LIMITS)
    for said in (b"a", b"abc", b"ab"):
        running = Attempt(Plan((0, 1)), collected, LIMITS, 1e9)
        running.take_text(said)
        running.keep_text()
    assert collected.top_text == "abc"


def test_an_end_that_lies_about_the_text_gives_the_next_one_no_text_twice() -> None:
    running = started()
    running.take_text(b"abcdef")
    for event in (End(TOP, 4), begun(0, "stub"), End(0, 2), begun(1, "stub"), End(1, 5)):
        running.apply(event)
    running.keep_text()
    texts = [task.text for task in running.collected.job_run().tasks]
    assert (running.collected.top_text, texts) == ("abcd", ["", "e"])


# --- what is collected ---


def test_a_note_is_kept_once_and_not_too_many() -> None:
    collected = Collected(JOB, LIMITS)
    for _ in range(2):
        for line in range(MOST_NOTES + 5):
            collected.note(Note("error", "cell 1", line, "E"))
    assert len(collected.job_run().notes) == MOST_NOTES == 200
    assert collected.job_run().notes[-1].line == MOST_NOTES - 1


def test_a_fault_fills_only_the_calls_that_have_no_outcome() -> None:
    collected = Collected(JOB, LIMITS)
    collected.found[0], collected.runs[0] = "defined", [Run("returned", 1)]
    assert not collected.complete(0)
    collected.fill(0, Fault("died", "it crashed"))
    assert collected.complete(0)
    assert collected.runs[0] == [Run("returned", 1), Run("died", message="it crashed")]


def test_a_fault_in_a_stub_is_a_fault() -> None:
    running = started()
    running.apply(End(TOP))
    running.apply(begun(0, "stub"))
    running.collected.fill(0, Fault("died", "it crashed"))
    assert running.collected.job_run().tasks[0].runs == (Run("died", message="it crashed"),) * 2


def test_what_was_never_reached_has_used_up_the_time() -> None:
    collected = Collected(JOB, LIMITS)
    collected.found[0], collected.uses[0] = "stub", ("helper",)
    first, second = collected.job_run().tasks
    assert first == TaskRun("two", "stub", (Run("skipped"),) * 2, uses=("helper",))
    why = "the whole submission had 20 seconds and used them up"
    assert second == TaskRun("one", "defined", (Run("timed_out", message=why),))
