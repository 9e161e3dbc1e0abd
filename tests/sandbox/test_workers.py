"""Warm processes: killed ones are replaced, a killed grader leaves nothing, thousands of hand-ins
leave no trace.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import CannotStart, Layers, Limits, Sandbox
from autograder.sandbox.attempt import Attempt
from autograder.sandbox.fork import Starter, WorkerDied
from autograder.sandbox.frames import End
from autograder.sandbox.worker import Worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm processes are Linux's")
ROOT = Path(__file__).parents[2]
WITH_PATH = os.environ | {"PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"}
Tasks = Callable[..., Any]


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
    slow = add("slow", "import time\ndef add(a, b):\n    time.sleep(0.7)\n    return 0\n")
    with Sandbox(workers=2, allow_unsafe=True) as sandbox:
        order = [
            done.name
            for done in sandbox.run_many([slow, *(add(f"{number}") for number in range(6))])
        ]
    assert order[-1] == "slow"


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


def test_a_hand_in_that_kills_its_worker_twice_gets_a_verdict_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Sandbox(allow_unsafe=True) as sandbox:
        started: list[Worker] = []
        fork = Worker.fork

        def dies(self: Worker, packed: bytes) -> Any:
            started.append(self)
            kill(self)
            return fork(self, packed)

        monkeypatch.setattr(Worker, "fork", dies)
        done = sandbox.run(add("x"))
        monkeypatch.undo()
        assert len(started) == 2
        assert started[0] is not started[1]
        assert "twice" in done.failure
        assert sandbox.run(add("y")).failure == ""


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


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *children(child)]
    return found


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
        deadline = time.monotonic() + 10
        while (
            len(family := children(grader.pid)) < (6 if namespaces == "auto" else 4)
            and time.monotonic() < deadline
        ):
            time.sleep(0.02)
        assert len(family) >= 4
        grader.send_signal(how)
        try:
            grader.wait(10)
        finally:
            grader.kill()
            grader.wait()
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in family) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [pid for pid in family if alive(pid)] == []


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_closing_leaves_no_process_and_no_descriptor() -> None:
    before, others = set(os.listdir("/proc/self/fd")), children(os.getpid())
    with Sandbox(workers=2, allow_unsafe=True) as sandbox:
        list(sandbox.run_many(add(f"{n}") for n in range(4)))
        family = [pid for pid in children(os.getpid()) if pid not in others]
        assert len(family) >= 2
    assert [pid for pid in family if alive(pid)] == []
    assert len(set(os.listdir("/proc/self/fd")) - before) <= 1


def test_a_closed_sandbox_says_so() -> None:
    sandbox = Sandbox(allow_unsafe=True)
    with pytest.raises(RuntimeError, match="with"):
        sandbox.run(add("x"))


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
