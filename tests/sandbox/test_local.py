"""A fork of the learner's own process: what runs there is told as elsewhere, and locked in."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

from autograder.sandbox.local import can_fork_here

PROGRAM = '''
import json, sys
import numpy as np, rich
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Limits, Sandbox
from autograder.sandbox.local import can_fork_here

SECRET = "in this process"
SOURCE = """
import numpy as np
import random

def add(a, b):
    print("adding")
    return a + b

def tries(number):
    if number == 0:
        import autograder
        return str(autograder.check(1) or "a shim")
    if number == 1:
        import rich
    if number == 2:
        open("/etc/hostname")
    if number == 3:
        open("/tmp/learner-wrote", "w")
    if number == 4:
        import os
        return len(os.environ)
    if number == 5:
        return __import__("__main__").__dict__.get("SECRET", "nothing")
    if number == 6:
        return np.random.default_rng(0).integers(9)
    if number == 7:
        import os
        os.fork()

def endless(a):
    while True:
        pass

def dies(a):
    import os
    os._exit(3)
"""
stub = "def {}(a):\\n    raise NotImplementedError\\n"
def tasks():
    yield Task("add", stub.format("add"), ((1, 2), (np.ones(2), 1.0)))
    yield Task("tries", stub.format("tries"), tuple((number,) for number in range(8)))
    yield Task("endless", stub.format("endless"), ((1,),))
    yield Task("dies", stub.format("dies"), ((1,),))

limits = Limits(exercise_seconds=0.4)
assert can_fork_here()
sys.stdout.write("printed once ")
for process in ("local", "fork"):
    with Sandbox(1, limits, allow_unsafe=True, probe=False, layers=Layers(process=process)) as box:
        run = box.run(Job("ada", (Chunk("own.py", SOURCE),), tuple(tasks())))
    print(json.dumps([
        [task.text, [[one.outcome, one.error, str(one.value)] for one in task.runs]]
        for task in run.tasks
    ]))
'''


@pytest.mark.skipif(sys.platform != "linux", reason="forks are safe on Linux alone")
def test_it_does_what_a_warm_process_does() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert not done.stderr
    assert done.stdout.startswith("printed once [")
    here, elsewhere = done.stdout.removeprefix("printed once ").splitlines()
    assert json.loads(here) == json.loads(elsewhere)
    add, tries, endless, dies = json.loads(here)
    assert add == ["adding\nadding\n", [["returned", "", "3"], ["returned", "", "[2. 2.]"]]]
    assert [(outcome, error or value) for outcome, error, value in tries[1]] == [
        ("returned", "a shim"),
        ("raised", "ModuleNotFoundError"),
        ("raised", "PermissionError"),
        ("raised", "PermissionError"),
        ("returned", "0"),
        ("returned", "nothing"),
        ("returned", "7"),
        ("raised", "PermissionError"),
    ]
    assert endless[1][0][0] == "timed_out"
    assert dies[1][0][0] == "died"


VISIT = '''
import json
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Limits, Sandbox

SOURCE = """
import gc, os, sys

def add(a):
    print("seen", a)
    if a == 3:
        os._exit(3)
    return [os.getpid(), gc.get_threshold()[0], sys.stdin.read()]
"""

def job(number, source=SOURCE):
    return Job("ada", (Chunk("own.py", source),), (Task("add", "", ((number,),)),))

with Sandbox(1, allow_unsafe=True, probe=False, layers=Layers(process="local")) as box:
    with box.visit() as visit:
        runs = [visit.run(job(number)) for number in (1, 2, 3, 4)]
        runs.append(visit.run(job(5, "def add(a):\\n    return 'SOURCE' in globals()")))
    runs.append(box.run(job(6)))
print(json.dumps([
    [run.tasks[0].text, run.tasks[0].runs[0].outcome, run.tasks[0].runs[0].value] for run in runs
]))
'''


@pytest.mark.skipif(sys.platform != "linux", reason="forks are safe on Linux alone")
def test_jobs_of_a_visit_share_a_fork_as_long_as_it_holds() -> None:
    done = subprocess.run([sys.executable, "-c", VISIT], capture_output=True, text=True, check=True)
    first, second, dead, after, other, later = json.loads(done.stdout)
    assert first[0] == "seen 1\n"
    assert second[:2] == ["", "returned"], "only the first job's text is kept"
    assert first[2] == second[2], "they ran in two processes"
    assert first[2][1:] == [700, ""]
    assert dead[1] == "died"
    assert after[2][0] != second[2][0]
    assert other[1:] == ["returned", False]
    assert later[0] == "seen 6\n"


def test_a_process_with_several_threads_is_not_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_fork_here()
    finally:
        stop.set()
        thread.join()
