"""Time without what a process was kept waiting, from the files in which Linux counts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.data import own_time as module
from autograder.data.own_time import OwnDeadline, own_time, waited


class Machine:
    """A clock that stands still, and processes that wait as long as a test says."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, 1000.0

    def monotonic(self) -> float:
        return self.now

    def process(self, name: object, seconds: float, starts: str = "") -> None:
        """``name`` was kept waiting for so many seconds, and has started these."""
        children = self.folder / f"{name}" / "task" / f"{name}" / "children"
        children.parent.mkdir(parents=True, exist_ok=True)
        children.write_text(starts)
        counted = f"{10**9} {round(seconds * 1e9)} 7\n"
        (self.folder / f"{name}" / "schedstat").write_text(counted)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setattr(module, "_PROCESSES", str(tmp_path))
    monkeypatch.setattr(module, "time", made)
    return made


def test_the_processes_that_run_something_are_those_that_started_nothing(machine: Machine) -> None:
    machine.process(5, 1.0, "6 7 ")
    machine.process(6, 2.0, "8")
    machine.process(7, 3.0)
    machine.process(8, 0.5)
    assert waited(5) == 3.5
    assert waited(6) == 0.5
    assert waited(7) == 3.0


def test_what_is_not_known_is_nothing(machine: Machine) -> None:
    assert waited(9) == 0.0
    assert own_time() == 1000.0
    machine.process(9, 1.0)
    (machine.folder / "9" / "schedstat").write_text("none")
    assert waited(9) == 0.0


def test_own_time_passes_only_while_this_process_has_a_processor(machine: Machine) -> None:
    machine.process("self", 4.0)
    before = own_time()
    machine.now += 3
    machine.process("self", 6.0)
    assert own_time() - before == 1.0


def test_a_deadline_is_put_off_by_what_was_taken(machine: Machine) -> None:
    machine.process("self", 4.0)
    deadline = OwnDeadline(5)
    machine.now += 4
    assert deadline.left() == 1  # at least: nobody looks before it may be over
    machine.process("self", 7.0)
    machine.now += 2
    assert deadline.left() == 2
    machine.now += 1
    assert deadline.left() == 1
    machine.now += 1.5
    assert deadline.left() == -0.5
    assert deadline.left() == -0.5


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="nothing counts it here")
def test_linux_counts_what_two_that_share_a_processor_wait() -> None:
    burn = (
        "import os, time; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "end = time.process_time() + 0.15\nwhile time.process_time() < end: pass\n"
        "print(open('/proc/self/schedstat').read())"
    )
    two = [subprocess.Popen([sys.executable, "-c", burn], stdout=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate()[0].split()[1] for process in two]
    assert sum(map(int, said)) > 0.01e9
