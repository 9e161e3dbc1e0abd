"""Whatever ends, a submission, a sandbox or the grader itself, leaves no process behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox import Sandbox
from tests.sandbox.processes import ROOT, WITH_PATH, add, alive, children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm processes are Linux's")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("namespaces", ["auto", "none"])
def test_a_killed_grader_leaves_no_process(how: signal.Signals, namespaces: str) -> None:
    program = f"""
import signal
# A shell's background job inherits the signal as ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Limits, Sandbox
source = '''
import signal
for n in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGPIPE):
    signal.signal(n, signal.SIG_IGN)
def add(a, b):
    while True: pass
'''
layers, limits = Layers(namespaces={namespaces!r}), Limits(60, 60, 60, 60)
with Sandbox(workers=2, allow_unsafe=True, layers=layers, limits=limits) as sandbox:
    print("ready", flush=True)
    task = Task("add", "def add(a, b):\\n    raise NotImplementedError\\n", ((1, 2),))
    list(sandbox.run_many(Job(f"{{n}}", (Chunk("c", source),), (task,)) for n in range(2)))
"""
    grader = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=WITH_PATH,
        stderr=subprocess.DEVNULL,
    )
    assert grader.stdout is not None
    with grader.stdout:
        assert grader.stdout.readline() == b"ready\n"
        deadline = time.monotonic() + 60
        while (
            len(family := children(grader.pid)) < (6 if namespaces == "auto" else 4)
            and time.monotonic() < deadline
        ):
            time.sleep(0.02)
        assert len(family) >= 4
        grader.send_signal(how)
        try:
            grader.wait(60)
        finally:
            grader.kill()
            grader.wait()
    deadline = time.monotonic() + 60
    while any(alive(pid) for pid in family) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [pid for pid in family if alive(pid)] == []


def test_closing_leaves_no_process_and_no_descriptor() -> None:
    before, others = set(os.listdir("/proc/self/fd")), children(os.getpid())
    with Sandbox(workers=2, allow_unsafe=True) as sandbox:
        list(sandbox.run_many(add(f"{n}") for n in range(4)))
        family = [pid for pid in children(os.getpid()) if pid not in others]
        assert len(family) >= 2
    assert [pid for pid in family if alive(pid)] == []
    assert len(set(os.listdir("/proc/self/fd")) - before) <= 1


def test_root_that_cannot_be_given_up_is_refused() -> None:
    if os.getuid() != 0:
        pytest.skip("only root has something to give up")
    program = """
import ctypes, resource
libc = ctypes.CDLL(None)
for capability in (6, 7):  # setgid, setuid: the next program must not get them either
    libc.prctl(24, capability, 0, 0, 0)
import os, sys
os.execv(sys.executable, [sys.executable, "-c", '''
from autograder.sandbox import CannotStart, Sandbox
try:
    Sandbox(allow_unsafe=True).__enter__()
except CannotStart as error:
    print(error)
'''])
"""
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        env=WITH_PATH,
    ).stdout
    assert "root could not be given up" in said


@pytest.mark.slow
def test_five_thousand_hand_ins_leave_no_trace() -> None:
    sources = [
        "def add(a, b):\n    return a + b\n",
        "def add(a, b):\n    raise ValueError\n",
        "def add(:\n",
        "import os\ndef add(a, b):\n    os._exit(1)\n",
        "print('x' * 5000)\ndef add(a, b):\n    return [a] * 500\n",
    ]
    with Sandbox(workers=2, allow_unsafe=True) as sandbox:

        def many(count: int) -> None:
            for done in sandbox.run_many(
                add(f"{n}", sources[n % len(sources)], n) for n in range(count)
            ):
                assert done.failure == ""

            for worker in list(sandbox._idle.queue):
                worker.settle()  # type: ignore[attr-defined]

        many(500)
        memory = resident()
        descriptors, family = len(os.listdir("/proc/self/fd")), len(children(os.getpid()))
        many(5_000)
        assert resident() - memory < 4 << 20
        assert len(os.listdir("/proc/self/fd")) == descriptors
        assert len(children(os.getpid())) == family


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
