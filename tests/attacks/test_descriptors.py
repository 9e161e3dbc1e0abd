"""A fork has four descriptors, however many files the grader has open."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os, resource
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
keep = [os.open(os.devnull, os.O_RDONLY) for _ in range(4300)]
os.set_inheritable(keep[-1], True)
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Sandbox
SOURCE = '''
import os
def open_here(number):
    try:
        os.lseek(number, 0, 1)
        return True
    except OSError as error:
        return error.errno != 9
def f(x):
    return [number for number in range(4, 9000) if open_here(number)]
'''
task = Task("f", "def f(x): pass", ((1,),))
with Sandbox(workers=1, allow_unsafe=True) as sandbox:
    done = sandbox.run(Job("eve", (Chunk("a.py", SOURCE),), (task,)))
print(done.failure, done.tasks[0].runs[0].value)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the warm process is Linux's")
def test_more_files_than_4096_in_the_grader_leave_none_in_the_fork() -> None:
    import resource

    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 4400:
        pytest.skip("this machine allows too few open files")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout.strip() == "[]"


IN_A_NEW_PROCESS = """
import os, resource, subprocess
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
leaked = [os.dup2(os.open(os.devnull, os.O_RDONLY), number) for number in (4, 300, 4350)]
usual = subprocess.Popen
subprocess.Popen = lambda *args, **options: usual(*args, **options, pass_fds=leaked)
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Sandbox
SOURCE = '''
import os
def open_here(number):
    try:
        os.lseek(number, 0, 1)
        return True
    except OSError as error:
        return error.errno != 9
def f(x):
    return [number for number in range(4, 9000) if open_here(number)]
'''
task = Task("f", "def f(x): pass", ((1,),))
layers = Layers(process="spawn", landlock=False, seccomp=False, limits=False)
with Sandbox(workers=1, allow_unsafe=True, layers=layers) as sandbox:
    done = sandbox.run(Job("eve", (Chunk("a.py", SOURCE),), (task,)))
print(done.failure, done.tasks[0].runs[0].value)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it is tried out on Linux")
def test_a_new_process_for_each_submission_closes_what_it_was_given() -> None:
    import resource

    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 4400:
        pytest.skip("this machine allows too few open files")
    done = subprocess.run(
        [sys.executable, "-c", IN_A_NEW_PROCESS],
        capture_output=True,
        text=True,
        env=os.environ,
        check=True,
    )
    assert done.stdout.strip() == "[]"
