"""A new Python for each submission: how it starts, is read and ends, with short programs for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from autograder.sandbox import CannotStart, Layers, Limits, spawn
from autograder.sandbox.fork import Ending, WorkerDied
from autograder.sandbox.spawn import SpawnWorker
from tests.sandbox.processes import alive

StandIn = Callable[[str], list[Any]]
ENDLESS = "import time\nprint('ready', flush=True)\nwhile True: time.sleep(9)"
REPORT = {"dropped_root": True, "missing": {}, "together": {"through": []}}


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Let a program stand for ``inside/once.py``. Returns the settings that each start gives it."""

    def install(program: str) -> list[Any]:
        given: list[Any] = []

        def python(name: str, settings: Any) -> list[str]:
            assert name == "once"
            given.append(settings)
            return [sys.executable, "-c", program]

        monkeypatch.setattr(spawn, "python", python)
        return given

    return install


def worker(probe: bool = False) -> SpawnWorker:
    return SpawnWorker(Limits(job_seconds=7.5), Layers(landlock=False), probe)


def collected(fork: Any, seconds: float = 30.0) -> dict[str, bytes]:
    """All that comes out of a process until both of its streams have ended."""
    found = {"result": b"", "text": b""}
    still_open, end = set(found), time.monotonic() + seconds
    while still_open and time.monotonic() < end:
        for stream, data in fork.receive(0.05):
            found[stream] += data
            if not data:
                still_open.remove(stream)
    return found


def until(fork: Any, wanted: bytes) -> None:
    """Wait until a process has written these bytes."""
    end, seen = time.monotonic() + 30, b""
    while wanted not in seen:
        assert time.monotonic() < end
        seen += b"".join(data for _, data in fork.receive(0.05))


def test_it_is_ready_at_once_unless_it_is_asked_to_probe(stand_in: StandIn) -> None:
    given = stand_in("raise SystemExit(1)")
    started = SpawnWorker(Limits(), Layers())
    started.wait_ready()
    assert (given, started.ready, started.dropped_root) == ([], {}, False)


def test_a_probe_is_given_limits_and_layers_and_its_report_is_kept(stand_in: StandIn) -> None:
    given = stand_in(f"print({json.dumps(REPORT)!r})")
    started = worker(probe=True)
    started.wait_ready()
    assert started.ready == REPORT
    assert started.dropped_root
    assert [given[0][name] for name in ("probe", "cpu_seconds", "landlock", "limits")] == [
        True,
        9,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys\nsys.stderr.write('one\\ntwo\\n')\nsys.exit(1)", r"did not start \(two\)"),
        ("raise SystemExit(3)", r"did not start \(.*exit status 3"),
        ("print('no report')", r"did not start \(Expecting value"),
        ('print(\'{"refused": "not permitted"}\')', r"could not be given up \(not permitted\)"),
    ],
)
def test_a_probe_that_fails_says_why(stand_in: StandIn, program: str, said: str) -> None:
    stand_in(program)
    with pytest.raises(CannotStart, match=said):
        worker(probe=True).wait_ready()


def test_a_python_that_is_not_there_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spawn, "python", lambda name, settings: ["/nowhere/python"])
    with pytest.raises(CannotStart, match="/nowhere/python"):
        worker(probe=True).wait_ready()
    with pytest.raises(WorkerDied, match="no process could be started"):
        worker().fork(b"")


def test_a_probe_that_takes_forever_cannot_start(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(ENDLESS)
    monkeypatch.setattr(spawn, "_PROBE_SECONDS", 0.2)
    with pytest.raises(CannotStart, match="timed out"):
        worker(probe=True).wait_ready()


ECHO = """
import sys
data = sys.stdin.buffer.read()
sys.stdout.buffer.write(data[::-1])
sys.stderr.write("text")
"""


def test_a_job_goes_in_and_results_and_text_come_out_apart(stand_in: StandIn) -> None:
    given = stand_in(ECHO)
    job = bytes(range(256)) * 2000  # more than a pipe holds
    fork = worker().fork(job)
    assert collected(fork) == {"result": job[::-1], "text": b"text"}
    assert fork.end(True) == (None, b"")
    fork.close()
    assert given[0]["probe"] is False


def test_how_a_process_ended_is_known_unless_it_was_done(stand_in: StandIn) -> None:
    stand_in("import os, sys\nsys.stderr.write('last words')\nsys.stderr.flush()\nos._exit(5)")
    fork = worker().fork(b"x" * (1 << 20))  # it ends before it has read this
    assert fork.end(False) == (Ending(5, 0), b"last words")
    fork.close()


def test_a_process_that_goes_on_is_ended(stand_in: StandIn) -> None:
    stand_in(ENDLESS)
    fork = worker().fork(b"")
    until(fork, b"ready")
    assert fork.end(False) == (Ending(0, 9), b"")
    fork.close()


LEAVES_ANOTHER = """
import os, sys, time
if os.fork() == 0:
    time.sleep({seconds})
    sys.stderr.write("late")
    sys.stderr.flush()
os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")
def test_what_a_process_leaves_behind_is_read_and_not_waited_for_forever(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(LEAVES_ANOTHER.format(seconds=0.3))
    fork = worker().fork(b"")
    assert fork.end(False) == (Ending(0, 0), b"late")
    fork.close()
    stand_in(LEAVES_ANOTHER.format(seconds=2))
    monkeypatch.setattr(spawn, "_LAST_SECONDS", 0.2)
    fork = worker().fork(b"")
    assert fork.end(False) == (Ending(0, 0), b"")
    fork.close()


def test_text_without_end_is_cut(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in("import sys\nprint('result')\nsys.stderr.write('x' * 300_000)")
    monkeypatch.setattr(spawn, "_AT_ONCE", 1000)
    fork = worker().fork(b"")
    _, text = fork.end(False)
    assert set(text) == set(b"x")
    assert 1000 <= len(text) < 3000
    fork.close()


def test_nothing_comes_from_a_process_that_says_nothing(stand_in: StandIn) -> None:
    stand_in(ENDLESS)
    fork = worker().fork(b"")
    until(fork, b"ready")
    assert fork.receive(0.01) == []
    fork.close()


@pytest.mark.parametrize("how", ["abort", "close"])
def test_nothing_is_left_of_a_process_that_is_given_up(how: str, stand_in: StandIn) -> None:
    stand_in(ENDLESS)
    started = worker()
    forks: list[Any] = [started.fork(b""), started.fork(b"")]
    processes: list[subprocess.Popen[bytes]] = [fork._process for fork in forks]
    if how == "abort":
        started.abort()
        assert [process.wait(30) for process in processes] == [-9, -9]
    for fork in forks:
        fork.close()
    assert [process.pid for process in processes if alive(process.pid)] == []
    started.close()


def test_what_has_ended_is_forgotten(stand_in: StandIn) -> None:
    stand_in("pass")
    started = worker()
    for _ in range(3):
        fork = started.fork(b"")
        collected(fork)
        fork.end(False)
        fork.close()
    assert len(started._processes) == 1
