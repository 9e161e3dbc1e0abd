"""How a payload is handed in, what it may know, and what became of it."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.data.runs import Chunk, Job, JobRun, Task
from autograder.grade import mark
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission
from tests.attacks.conftest import Payload, Target

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HANDED_IN = "\ndef forget_gate(x_t, h_prev, W_f, U_f, b_f):\n    return attack()\n"
HONEST = """
import numpy as np
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t @ W_f.T + h_prev @ U_f.T + b_f
    return np.where(z >= 0, 1 / (1 + np.exp(-abs(z))), np.exp(-abs(z)) / (1 + np.exp(-abs(z))))
"""
_OURS = ctypes.create_string_buffer(b"a page of the grader's memory")


def setting(target: Target, visible: str = "", parent: int = 0) -> str:
    """What an attacker may know about the machine, as source."""
    memory = ctypes.addressof(_OURS) if parent else 0
    known = {
        "TARGET": str(target.folder),
        "PORT": target.tcp.getsockname()[1],
        "ABSTRACT": f"\0{target.folder.name}",
        "SIBLING": target.sibling,
        "GRADER": os.getpid(),
        "PARENT": parent,
        "MEMORY": memory,
        "SHARED": 0x6A7E0000 + os.getpid() % 65536,
    }
    return "".join(f"{name} = {value!r}\n" for name, value in known.items()) + visible


def handed_in(payload: Payload, target: Target, visible: str) -> Submission:
    source = payload.source if "\ndef forget_gate" in payload.source else payload.source + HANDED_IN
    return Submission(
        "eve", "gates", (Chunk("setting", setting(target, visible)), Chunk("hand-in", source))
    )


def graded(sandbox: Sandbox, submission: Submission, key: AnswerKey) -> tuple[JobRun, Grade]:
    done = sandbox.run(submission.job(key))
    return done, mark(submission, key, done)


def got_through(done: JobRun) -> bool:
    return any(run.value is True for task in done.tasks for run in task.runs)


def family(sandbox: Sandbox) -> set[int]:
    """The process ids of the warm process and everything below it, once the last fork is buried."""
    worker: Any = sandbox._idle.get()
    sandbox._idle.put(worker)
    worker.settle()
    return {worker.pid} | below(worker.pid)


def below(pid: int) -> set[int]:
    children: set[int] = set()
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (thread / "children").read_text().split()):
            children |= {child} | below(child)
    return children


def attempt(sandbox: Sandbox, payload: Payload, target: Target) -> JobRun:
    chunks = (Chunk("setting", setting(target)), Chunk("payload", payload.source))
    return sandbox.run(Job("eve", chunks, (Task("attack", "", ((),)),)))
