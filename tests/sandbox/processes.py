"""Warm processes and their families, for the tests that kill and count them."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import Any

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Sandbox
from autograder.sandbox.fork import Starter

ROOT = Path(__file__).parents[2]
WITH_PATH = os.environ | {"PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"}


def add(name: str, source: str = "def add(a, b):\n    return a + b\n", number: int = 1) -> Job:
    task = Task("add", "def add(a, b):\n    raise NotImplementedError\n", ((number, 2),))
    return Job(name, (Chunk("cell 1", source),), (task,))


def worker_of(sandbox: Sandbox) -> Starter:
    worker = sandbox._idle.get()
    sandbox._idle.put(worker)
    return worker


def kill(worker: Any) -> None:
    """End a warm process with all that it has started, and wait until they are gone."""
    family = [worker.pid, *children(worker.pid)]
    for pid in family:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    while any(alive(pid) for pid in family):
        time.sleep(0.001)


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *children(child)]
    return found


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
