"""One fork seen from outside: which frames may come when, its clock, and whose text it is."""

from __future__ import annotations

import pytest

from autograder.data.runs import Chunk, Found, Job, Note, Run, Task, TaskRun
from autograder.sandbox import Limits, attempt
from autograder.sandbox.attempt import Attempt
from autograder.sandbox.collected import Collected
from autograder.sandbox.frames import ALL, TOP, Begin, Call, End, Event, Remark, Step, Violation
from autograder.sandbox.jobs import Plan

LIMITS = Limits(
    exercise_seconds=5,
    statement_seconds=3,
    top_level_seconds=7,
    job_seconds=20,
    all_results_bytes=100,
    text_bytes=12,
)
JOB = Job(
    "ada",
    (Chunk("cell 1", "x"), Chunk("cell 2", "y")),
    (Task("two", "", ((1,), (2, 3))), Task("one", "", ((4,),))),
)


class Clock:
    """Stands for the module `time`: seconds pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(attempt, "time", stopped)
    return stopped


def started(deadline: float = 1e9, tasks: tuple[int, ...] = (0, 1)) -> Attempt:
    return Attempt(Plan(tasks), Collected(JOB, LIMITS), LIMITS, deadline)


def called(task: int, number: int, size: int = 10, *changed: int, chunk: int = -1) -> Call:
    return Call(task, number, Run("returned", 1, changed), size, chunk)


def begun(task: int, found: Found = "defined") -> Begin:
    return Begin(task, found, ("helper",))


HONEST: tuple[Event, ...] = (
    Step(0, -1, 0),
    Step(0, 0, 1),
    Remark(0, 2, "error", "E"),
    Step(1, -1, 0),
    Remark(1, 1, "left_out", "!ls"),
    End(TOP, 4),
    begun(0),
    called(0, 0, 10, 0),
    called(0, 1, 10, 0, 1),
    End(0, 8),
    begun(1),
    called(1, 0),
    End(1, 10),
    End(ALL),
)


def test_an_honest_fork_is_believed() -> None:
    running = started()
    running.take_text(b"top one!two\n")
    for number, event in enumerate(HONEST):
        assert not running.finished
        assert running.top_done == (number > 5)
        running.apply(event)
    assert running.finished
    running.keep_text()
    done = running.collected.job_run()
    assert done.notes == (
        Note("error", "cell 1", 2, "E"),
        Note("left_out", "cell 2", 1, "!ls"),
    )
    assert done.tasks == (
        TaskRun(
            "two",
            "defined",
            (Run("returned", 1, (0,)), Run("returned", 1, (0, 1))),
            "one!",
            ("helper",),
        ),
        TaskRun("one", "defined", (Run("returned", 1),), "tw", ("helper",)),
    )
    assert (done.text, done.failure) == ("top ", "")


TOP_LEVEL = HONEST[:5]
BETWEEN = HONEST[:6]
RUNNING = HONEST[:7]
CALLED_ONCE = HONEST[:8]
CALLED = HONEST[:9]
DONE = HONEST[:13]


@pytest.mark.parametrize(
    ("before", "event"),
    [
        ((), Step(2, 0, 0)),
        ((), Step(0, -2, 0)),
        ((), Remark(2, 0, "error", "E")),
        ((), begun(0)),
        ((), called(0, 0)),
        ((), End(0)),
        ((), End(ALL)),
        ((Step(0, 3, 0),), Step(0, 3, 0)),
        ((Step(0, 3, 0),), Step(0, 2, 0)),
        ((Step(1, 0, 0),), Step(0, 4, 0)),
        (BETWEEN, End(TOP)),
        (BETWEEN, Step(1, 5, 0)),
        (BETWEEN, Remark(0, 0, "error", "E")),
        (BETWEEN, begun(1)),
        (BETWEEN, begun(2)),
        (BETWEEN, called(0, 0)),
        (BETWEEN, End(0)),
        (BETWEEN, End(ALL)),
        (RUNNING, begun(0)),
        (RUNNING, begun(1)),
        (RUNNING, called(1, 0)),
        (RUNNING, called(0, 1)),
        (RUNNING, called(0, 0, 10, 1)),
        (RUNNING, called(0, 0, chunk=2)),
        (RUNNING, called(0, 0, chunk=-2)),
        (RUNNING, called(0, 0, 101)),
        (RUNNING, End(0)),
        (RUNNING, End(ALL)),
        (CALLED_ONCE, called(0, 0)),
        (CALLED_ONCE, called(0, 1, 91)),
        (CALLED_ONCE, End(0)),
        (CALLED, called(0, 2)),
        (CALLED, End(1)),
        (CALLED, End(ALL)),
        ((*BETWEEN, begun(0, "stub")), called(0, 0)),
        ((*BETWEEN, begun(0, "missing")), called(0, 0)),
        (DONE, begun(0)),
        (DONE, End(1)),
    ],
)
def test_what_cannot_come_now_is_a_violation(before: tuple[Event, ...], event: Event) -> None:
    running = started()
    for earlier in before:
        running.apply(earlier)
    with pytest.raises(Violation):
        running.apply(event)


@pytest.mark.parametrize(
    "events",
    [
        (Step(0, -1, 0), Step(0, 3, 1), Step(0, 7, 2), Step(1, -1, 0), Step(1, 0, 1), End(TOP)),
        (*BETWEEN, begun(0, "stub"), End(0), begun(1, "missing"), End(1), End(ALL)),
        (*RUNNING, called(0, 0, 50), called(0, 1, 50)),
        (*RUNNING, called(0, 0, chunk=0), called(0, 1, chunk=1)),
    ],
)
def test_what_may_come_now_is_taken(events: tuple[Event, ...]) -> None:
    running = started()
    for event in events:
        running.apply(event)


def test_the_place_of_an_error_is_named_by_the_trusted_side() -> None:
    running = started()
    for event in RUNNING:
        running.apply(event)
    running.apply(Call(0, 0, Run("raised", error="E", line=3), 1, 1))
    running.apply(Call(0, 1, Run("raised", error="E"), 1, -1))
    running.apply(End(0))
    running.apply(begun(1))
    running.apply(Call(1, 0, Run("raised", error="E", line=1), 1, 0))
    found = [(run.chunk, run.line) for runs in running.collected.runs.values() for run in runs]
    assert found == [("cell 2", 3), ("", 0), ("cell 1", 1)]


# --- the clock ---


def test_a_statement_has_its_own_seconds_and_the_top_level_has_all_of_them(clock: Clock) -> None:
    running = started()
    assert running.time_left() == (3, "it was still running after 3 seconds")
    clock.now += 2
    assert running.time_left()[0] == 1
    running.apply(Step(0, -1, 0))
    assert running.time_left()[0] == 3
    clock.now += 2.5
    running.apply(Step(0, 0, 1))
    left, why = running.time_left()
    assert (left, why) == (
        2.5,
        "the code outside of functions was still running after 7 seconds",
    )


def test_an_exercise_has_its_own_seconds_and_the_next_one_as_many(clock: Clock) -> None:
    running = started()
    clock.now += 2
    running.apply(End(TOP))
    assert running.time_left()[0] == 3  # it is between two exercises
    running.apply(begun(0))
    assert running.time_left() == (5, "it was still running after 5 seconds")
    clock.now += 4
    running.apply(called(0, 0))
    running.apply(called(0, 1))
    assert running.time_left()[0] == 1
    running.apply(End(0))
    assert running.time_left()[0] == 3  # the seconds of the top level were used up by nobody
    clock.now += 2.5
    assert running.time_left()[0] == 0.5
    running.apply(begun(1))
    assert running.time_left()[0] == 5


def test_the_whole_submission_has_a_deadline(clock: Clock) -> None:
    running = started(deadline=clock.now + 1.5)
    assert running.time_left() == (1.5, "the whole submission had 20 seconds and used them up")
    running.apply(End(TOP))
    running.apply(begun(0))
    clock.now += 2
    assert running.time_left()[0] == -0.5


def test_what_a_fork_was_kept_waiting_is_given_back_to_each_of_its_ends(clock: Clock) -> None:
    running = started(deadline=clock.now + 9)
    clock.now += 6
    running.give(4)
    assert running.time_left()[0] == 1  # of this statement
    running.apply(Step(0, -1, 0))
    clock.now += 2.5
    running.apply(Step(0, 0, 1))
    why = "the code outside of functions was still running after 7 seconds"
    assert running.time_left() == (2.5, why)
    running.apply(End(TOP))
    running.apply(begun(0))
    assert running.time_left() == (4.5, "the whole submission had 20 seconds and used them up")


# --- text ---
