"""What `gatewise doctor` shows, line by line, and what a worker that is gone leaves."""

from __future__ import annotations

import io
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from autograder.sandbox import CannotStart, Isolation, Layers, Limits, Sandbox, doctor
from autograder.sandbox.doctor import DoctorReport, probe, render
from autograder.sandbox.fork import WorkerDied
from autograder.sandbox.level import Layer
from autograder.sandbox.worker import Worker

linux = pytest.mark.skipif(sys.platform != "linux", reason="warm processes are Linux's")


def shown(report: DoctorReport) -> list[str]:
    console = Console(file=io.StringIO(), width=200)
    console.print(render(report))
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_each_layer_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    layers = (
        Layer("limits", True),
        Layer("landlock", False, "", "Function not implemented"),
        Layer("namespaces", True, "made from inside"),
    )
    isolation = Isolation("B", layers, (), 18)
    lines = shown(DoctorReport("B", isolation, "Linux 6", "3.11", "As you.", "Do this.", "now"))
    assert lines == [
        " B   Isolation level B",
        "Every attempt was stopped, but a layer is missing. Others' submissions are graded.",
        "",
        "✓  limits      limits on memory, CPU time, processes, files and descriptors",
        "✗  landlock    missing (Function not implemented): no file can be opened, changed or"
        " listed",
        "✓  namespaces  an empty file system, no network, no other process in sight (made from"
        " inside)",
        "",
        "All 18 attempts to do harm were stopped.",
        "As you.",
        "Linux 6, 1 processor",
        "Python 3.11",
        "",
        "To raise the level",
        "Do this.",
        "  $ now",
    ]


def test_what_got_through_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    through = Isolation("C", (), ("a", "b"), 18)
    lines = shown(DoctorReport("C", through, "x", "y", "z"))
    assert "2 of 18 attempts to do harm got through: a, b." in lines
    assert "x, 2 processors" in lines
    untried = Isolation("C", (), ("it",))
    assert "These attempts to do harm got through: it." in shown(
        DoctorReport("C", untried, "x", "y", "z")
    )


@pytest.mark.parametrize(
    ("level", "dropped_root", "says"),
    [
        ("A", "", "Learner code runs as you, inside these layers."),
        ("C", "", "Learner code runs as you."),
        ("A", "As nobody.", "As nobody."),
    ],
)
def test_who_runs_learner_code_is_said(
    monkeypatch: pytest.MonkeyPatch, level: Any, dropped_root: str, says: str
) -> None:
    class Started:
        isolation = Isolation(level, (), ("x",) if level == "C" else ())

        def __init__(self, **settings: Any) -> None:
            assert settings == {"workers": 1, "allow_unsafe": True}

        def __enter__(self) -> Any:
            return SimpleNamespace(isolation=self.isolation, dropped_root=dropped_root)

        def __exit__(self, *error: object) -> None:
            pass

    monkeypatch.setattr(doctor, "Sandbox", Started)
    report = probe()
    assert (report.level, report.user) == (level, says)
    assert bool(report.command) == (level == "C")


def test_where_nothing_starts_the_problem_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(**settings: Any) -> None:
        raise CannotStart("no NumPy")

    monkeypatch.setattr(doctor, "Sandbox", cannot)
    report = probe()
    assert (report.level, report.problem) == ("C", "no NumPy")
    assert shown(report)[-1] == "no NumPy"


# --- workers that are gone ---


@linux
def test_a_worker_keeps_count_of_its_forks(task: Any) -> None:
    from autograder.data.runs import Chunk, Job

    source = "def add(a):\n    return sum(range(10**6))\n"
    with Sandbox(allow_unsafe=True) as sandbox:
        worker: Any = sandbox._idle.queue[0]
        for times in (1, 2):
            sandbox.run(Job("ada", (Chunk("c", source),), (task("add", (1,)),)))
            worker.settle()
            assert worker.settle() is None
            assert worker.cpu_seconds > 0.005 * times
        assert worker.peak_kib > 5_000


@linux
def test_an_answer_that_is_none_of_a_worker_means_that_it_is_gone() -> None:
    worker = Worker(Limits(), Layers(namespaces="none"))
    try:
        worker.wait_ready()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        real, worker._control = worker._control, ours
        with theirs, real:
            theirs.send(b"not an answer")
            with pytest.raises(WorkerDied, match="gone"):
                worker.reap(wait=True)
        for ask in (lambda: worker.reap(wait=False), lambda: worker.fork(b"")):
            with pytest.raises(WorkerDied, match="gone"):  # the other end is closed by now
                ask()
    finally:
        worker.close()


@linux
def test_a_worker_that_did_not_start_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.sandbox import worker as module

    monkeypatch.setattr(module, "folders", lambda: ["/nowhere", "/nowhere"])
    monkeypatch.setattr(
        module, "python", lambda program, settings: [sys.executable, "-c", "raise SystemExit('so')"]
    )
    started = Worker(Limits(), Layers(namespaces="none"))
    with pytest.raises(CannotStart, match="so"):
        started.wait_ready()
    assert started._process.returncode is not None
    assert started._control.fileno() == -1
    assert not Path(f"/proc/{started.pid}").exists()
