"""The trusted side of a warm process, with short programs in the place of the warm process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.sandbox import CannotStart, Layers, Limits, worker
from autograder.sandbox.fork import Ending, WorkerDied
from autograder.sandbox.worker import Worker
from tests.sandbox.processes import alive

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm processes are Linux's")

BEGIN = """
import os, signal, socket, struct, sys, time
control = socket.socket(fileno=int(sys.argv[1]))
def status(code, seconds, peak):
    control.send(struct.pack("<cidQ", b"S", code, seconds, peak))
def begin():
    message, descriptors, _, _ = socket.recv_fds(control, 16, 3)
    assert message == b"F"
    control.send(b"P")
    return descriptors
"""
READY = BEGIN + "control.send(b'{}')\n"
Start = Callable[[str], Worker]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """``start(program)``: a worker whose warm process is this program."""
    started: list[Worker] = []

    def begin(program: str) -> Worker:
        def command(limits: Limits, layers: Layers, probe: bool, control: int) -> list[str]:
            return [sys.executable, "-c", program, str(control)]

        monkeypatch.setattr(worker, "_command", command)
        started.append(Worker(Limits(), Layers(namespaces="none")))
        return started[-1]

    yield begin
    for item in started:
        item.close()


def test_its_report_is_kept(start: Start) -> None:
    warm = start(
        BEGIN + 'control.send(b\'{"dropped_root": true, "missing": {}}\')\ncontrol.recv(1)'
    )
    assert (warm.ready, warm.dropped_root) == ({}, False)
    warm.wait_ready()
    assert warm.ready == {"dropped_root": True, "missing": {}}
    assert warm.dropped_root


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys\nsys.exit('no module')", r"did not start \(no module\)"),
        ("raise SystemExit(0)", r"did not start \(it said nothing\)"),
        (
            BEGIN + 'control.send(b\'{"refused": "not permitted"}\')\ncontrol.recv(1)',
            r"root could not be given up \(not permitted\)",
        ),
    ],
)
def test_what_does_not_start_says_why_and_is_ended(start: Start, program: str, said: str) -> None:
    warm = start(program)
    with pytest.raises(CannotStart, match=said):
        warm.wait_ready()
    assert not alive(warm.pid)


def test_what_never_gets_ready_is_ended(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_START", 0.3)
    warm = start("import time\nwhile True: time.sleep(9)")
    with pytest.raises(CannotStart, match=r"not ready after 0\.3 seconds"):
        warm.wait_ready()
    assert not alive(warm.pid)


def test_a_slow_start_is_waited_for(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_PATIENCE", 0.01)
    warm = start("import time\ntime.sleep(0.5)\n" + READY + "control.recv(1)")

    warm.wait_ready()

    assert warm._control.gettimeout() == 0.01, "later answers have to come sooner"


TWO_FORKS = (
    READY
    + """
for code, seconds, peak in ((0, 1.5, 2000), (9, 0.25, 1000)):
    job, result, text = begin()
    os.write(result, os.pread(job, 100, 0))
    assert control.recv(16) == b"K"
    if code:
        os.write(text, b"printed")
    os.close(result), os.close(text), os.close(job)
    status(code, seconds, peak)
control.recv(1)
"""
)


def result_of(fork: Any) -> bytes:
    """The first bytes that a fork writes as its result."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for stream, data in fork.receive(0.1):
            if stream == "result":
                return bytes(data)
    raise AssertionError("it wrote nothing")


def test_a_fork_gets_the_job_and_its_use_is_counted(start: Start) -> None:
    warm = start(TWO_FORKS)
    warm.wait_ready()
    first = warm.fork(b"job 1")
    assert result_of(first) == b"job 1"
    assert first.end(True) == (None, b"")
    first.close()
    second = warm.fork(b"job 2")
    assert (warm.cpu_seconds, warm.peak_kib) == (1.5, 2000)
    assert result_of(second) == b"job 2"
    assert second.end(False) == (Ending(0, 9), b"printed")
    assert (warm.cpu_seconds, warm.peak_kib) == (1.75, 2000)
    second.close()


@pytest.mark.parametrize(
    "answer",
    [
        "control.recv(16); control.send(b'X')",
        "control.recv(16); control.close()",
        "raise SystemExit",
    ],
    ids=["another answer", "no answer", "gone"],
)
def test_a_warm_process_that_does_not_fork_is_given_up(start: Start, answer: str) -> None:
    warm = start(READY + answer)
    warm.wait_ready()
    with pytest.raises(WorkerDied, match="the worker is gone"):
        warm.fork(b"job")


@pytest.mark.parametrize(
    "answer",
    ["control.send(b'S')", "control.close()"],
    ids=["half an answer", "no answer"],
)
def test_a_warm_process_that_does_not_say_how_a_fork_ended_is_given_up(
    start: Start, answer: str
) -> None:
    warm = start(READY + f"begin()\ncontrol.recv(16)\n{answer}")
    warm.wait_ready()
    fork = warm.fork(b"job")
    with pytest.raises(WorkerDied, match="the worker is gone"):
        fork.end(False)
    fork.close()


def test_one_that_is_gone_cannot_end_a_fork(start: Start) -> None:
    warm = start(READY + "begin()\ncontrol.close()")
    warm.wait_ready()
    fork = warm.fork(b"job")
    warm._process.wait(30)
    with pytest.raises(WorkerDied, match="the worker is gone"):
        fork.end(True)
    fork.close()


def test_closing_ends_one_that_does_not_end_by_itself(start: Start) -> None:
    warm = start(READY + "while True: time.sleep(9)")
    warm.wait_ready()
    warm.close()
    assert not alive(warm.pid)


def test_an_abort_ends_it_and_whoever_waits_for_it(start: Start) -> None:
    warm = start(READY + "begin()\nwhile True: time.sleep(9)")
    warm.wait_ready()
    fork = warm.fork(b"job")
    warm.abort()
    warm.abort()
    with pytest.raises(WorkerDied):
        fork.end(False)
    fork.close()
    assert warm._process.wait(30) == -9


ENDED_STREAMS = READY + "for end in begin(): os.close(end)\ncontrol.recv(16)"


def test_a_stream_that_has_ended_gives_no_bytes_once(start: Start) -> None:
    warm = start(ENDED_STREAMS)
    warm.wait_ready()
    fork = warm.fork(b"job")
    received = [*fork.receive(5.0), *fork.receive(5.0)]
    assert sorted(received) == [("result", b""), ("text", b"")]
    assert fork.receive(0.01) == []
    fork.close()


@pytest.mark.parametrize(
    ("namespaces", "who", "user"),
    [("bwrap", 0, worker.NOBODY), ("bwrap", 1000, None), ("none", 0, None)],
)
def test_bubblewrap_is_not_started_by_root(
    namespaces: Any, who: int, user: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root inside its namespaces would be root outside, too."""
    asked: dict[str, Any] = {}

    def refuse(*arguments: object, **options: Any) -> None:
        asked.update(options)
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(os, "geteuid", lambda: who)
    monkeypatch.setattr(worker, "_command", lambda *arguments: [])
    with pytest.raises(OSError):
        Worker(Limits(), Layers(namespaces=namespaces))
    assert (asked.get("user"), asked.get("group")) == (user, user)
    assert asked.get("extra_groups") == (None if user is None else [])


@pytest.mark.parametrize("seconds", [0.5, 30.0])
def test_cpu_time_ends_after_the_clock_of_the_whole_submission(seconds: float) -> None:
    """The grader's clock comes first, because it can say what took so long."""
    command = worker._command(
        Limits(job_seconds=seconds), Layers(namespaces="none"), False, control=3
    )
    (settings,) = (json.loads(argument) for argument in command if argument.startswith("{"))
    assert settings["cpu_seconds"] > seconds
    assert settings["control"] == 3
