"""Warm processes: killed ones are replaced, a killed grader leaves nothing, thousands of
submissions leave no trace.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.data.runs import Job
from autograder.sandbox import CannotStart, Layers, Limits, Sandbox
from autograder.sandbox.attempt import Attempt
from autograder.sandbox.fork import WorkerDied
from autograder.sandbox.frames import End
from autograder.sandbox.worker import Worker
from tests.sandbox.processes import add, children, kill, worker_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm processes are Linux's")


def test_a_fault_of_ours_costs_one_hand_in_its_mark_and_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    usual = Attempt.apply

    def stumble(self: Attempt, event: Any) -> None:
        if self.collected.job.name == "eve" and isinstance(event, End):
            raise LookupError("a fault of ours")
        usual(self, event)

    monkeypatch.setattr(Attempt, "apply", stumble)
    with Sandbox(allow_unsafe=True) as sandbox:
        eve, ada = sandbox.run(add("eve")), sandbox.run(add("ada"))
    assert "LookupError" in eve.failure
    assert "a fault of ours" in caplog.text
    assert not ada.failure
    assert ada.tasks[0].runs[0].value == 3


def test_results_come_as_they_are_ready_and_jobs_are_read_as_needed() -> None:
    read: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(12):
            read.append(number)
            yield add(f"{number}", number=number)

    with Sandbox(workers=2, allow_unsafe=True) as sandbox:
        coming = sandbox.run_many(jobs())
        first = next(coming)
        assert len(read) <= 4
        rest = {done.name: done.tasks[0].runs[0].value for done in coming}
        rest[first.name] = first.tasks[0].runs[0].value
    assert rest == {f"{number}": number + 2 for number in range(12)}


def test_a_slow_hand_in_holds_up_no_other_worker() -> None:
    slow = add("slow", "def add(a, b):\n    while True: pass\n")
    patient = Limits(exercise_seconds=100, job_seconds=100)
    with Sandbox(workers=2, limits=patient, allow_unsafe=True) as sandbox:
        coming = sandbox.run_many([slow, *(add(f"{number}") for number in range(6))])
        assert {next(coming).name for _ in range(6)} == {f"{number}" for number in range(6)}
        sandbox.abort()
        assert [done.name for done in coming] == ["slow"]


def test_it_works_from_any_thread_even_one_that_ends() -> None:
    values: list[Any] = []
    sandbox = Sandbox(allow_unsafe=True)
    thread = threading.Thread(target=sandbox.__enter__)
    thread.start()
    thread.join()
    time.sleep(0.1)

    def use(number: int) -> None:
        values.append(sandbox.run(add("x", number=number)).tasks[0].runs[0].value)

    try:
        users = [threading.Thread(target=use, args=(number,)) for number in range(4)]
        for user in users:
            user.start()
        for user in users:
            user.join()
    finally:
        sandbox.close()
    assert sorted(values) == [2, 3, 4, 5]


def test_a_killed_worker_costs_nothing_but_a_new_start() -> None:
    with Sandbox(allow_unsafe=True) as sandbox:
        worker = worker_of(sandbox)
        assert isinstance(worker, Worker)
        kill(worker)
        assert sandbox.run(add("x")).tasks[0].runs[0].value == 3
        assert worker_of(sandbox) is not worker


def test_a_submission_that_kills_its_worker_twice_gets_a_verdict_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Sandbox(allow_unsafe=True) as sandbox:
        started: list[Worker] = []
        fork = Worker.fork

        def dies(self: Worker, packed: bytes, more: bool = False) -> Any:
            started.append(self)
            kill(self)
            return fork(self, packed, more)

        monkeypatch.setattr(Worker, "fork", dies)
        done = sandbox.run(add("x"))
        monkeypatch.undo()
        assert len(started) == 2
        assert started[0] is not started[1]
        assert "twice" in done.failure
        assert sandbox.run(add("y")).failure == ""


@pytest.mark.slow
def test_a_stopped_worker_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(allow_unsafe=True) as sandbox:
        worker = worker_of(sandbox)
        assert isinstance(worker, Worker)
        worker._control.settimeout(0.3)
        for pid in (worker.pid, *children(worker.pid)):
            os.kill(pid, signal.SIGSTOP)
        with pytest.raises(WorkerDied, match="the worker is gone"):
            worker.fork(b"")
        assert sandbox.run(add("x")).tasks[0].runs[0].value == 3


def test_a_closed_sandbox_says_so() -> None:
    sandbox = Sandbox(allow_unsafe=True)
    with pytest.raises(RuntimeError, match="with"):
        sandbox.run(add("x"))


def test_an_interpreter_without_numpy_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.sandbox import python

    monkeypatch.setattr(python, "folders", lambda: [str(Path(python.__file__).parent), "/nowhere"])
    with pytest.raises(CannotStart, match="numpy"):
        Sandbox(allow_unsafe=True).__enter__()


def test_a_new_process_for_each_hand_in_does_the_same() -> None:
    source = "print('hello')\ndef add(a, b):\n    while a > 5: pass\n    return a + b\n"
    with Sandbox(
        limits=Limits(exercise_seconds=0.5), allow_unsafe=True, layers=Layers(process="spawn")
    ) as sandbox:
        assert sandbox.level != "A"
        done = sandbox.run(add("x", source))
        assert (done.tasks[0].runs[0].value, done.text) == (3, "hello\n")
        assert sandbox.run(add("x", source, number=6)).tasks[0].runs[0].outcome == "timed_out"
        assert "exit code 3" in sandbox.run(add("x", "import os\nos._exit(3)")).notes[0].message


def test_a_further_worker_without_the_first_ones_layers_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited = Worker.wait_ready

    def lose(self: Worker) -> None:
        waited(self)
        self.ready["missing"]["seccomp"] = "lost"

    with Sandbox(allow_unsafe=True) as sandbox:
        monkeypatch.setattr(Worker, "wait_ready", lose)
        kill(worker_of(sandbox))
        assert "seccomp" in sandbox.run(add("x")).failure
        monkeypatch.undo()
        assert sandbox.run(add("y")).failure == ""
