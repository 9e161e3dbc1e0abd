"""What a submission could find if it looked: nothing of earlier submissions, of answers, or of the
grader.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.course.process import build_keys
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Sandbox
from autograder.sandbox.jobs import Packer, Plan
from autograder.submission.read import Submission

ROOT = Path(__file__).parents[2]
MARK = "".join(chr(ord("a") + item % 26) for item in os.urandom(24))


def memory(pid: int) -> Iterator[bytes]:
    """All that a process holds, mapping by mapping."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as held:
        for line in maps:
            where, rights = line.split()[:2]
            start, end = (int(item, 16) for item in where.split("-"))
            if rights.startswith("r") and "[v" not in line:
                held.seek(start)
                try:
                    yield held.read(end - start)
                except OSError:  # never touched
                    continue


def holds(pid: int, wanted: bytes) -> bool:
    return any(wanted in piece for piece in memory(pid))


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_a_warm_process_and_its_next_fork_hold_nothing_of_an_earlier_hand_in() -> None:
    secret = np.frombuffer(os.urandom(64), "u8").copy()
    source = f"print({MARK!r})\nkept = {MARK!r} * 3\ndef add(a):\n    return [a, kept]\n"
    with Sandbox(allow_unsafe=True) as sandbox:
        for _ in range(3):
            done = sandbox.run(
                Job(
                    "ada", (Chunk(f"the cell of {MARK}", source),), (Task("add", "", ((secret,),)),)
                )
            )
            assert done.text == f"{MARK}\n"
        worker: Any = sandbox._idle.queue[0]
        worker.settle()
        family = [worker.pid]
        for pid in family:
            family += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        assert len(family) >= 2
        try:
            assert holds(os.getpid(), MARK.encode())  # where it must be, so that it would be found
            assert holds(family[-1], b"rehearsal")
        except PermissionError:
            pytest.skip("only root may look into these processes")
        for pid in family:
            assert not holds(pid, MARK.encode())
            assert not holds(pid, secret.tobytes())


def answers(value: Any) -> Iterator[bytes]:
    """The bytes of every array of numbers in an expected value that could not be there by
    chance.
    """
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from answers(item)
    elif isinstance(value, np.ndarray) and value.size >= 2 and np.unique(value).size > 1:
        yield np.asarray(value, "<f8").tobytes()
        yield np.asarray(value, "<f4").tobytes()


@pytest.mark.slow
def test_no_answer_is_in_what_a_fork_gets() -> None:
    """Of the cases that decide. Elsewhere an input may be the answer: gradients that are short
    enough stay as they are.
    """
    found = 0
    for key in build_keys(ROOT, os.urandom(32)).values():
        packed, _ = Packer().pack(
            Submission("ada", key.unit, ()).job(key), Plan(tuple(range(len(key.exercises))))
        )
        for exercise in key.exercises:
            for case in (case for case in exercise.cases if case.criterion == RIGHT_VALUES):
                for item in answers(case.expected):
                    found += 1
                    assert item not in packed, f"{exercise.slug}, {case.name}"
    assert found > 300


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a process warm")
def test_what_the_warm_process_practised_left_nothing() -> None:
    source = """import linecache, sys, warnings
known = [name for name in (*linecache.cache, *vars(sys.modules["__main__"])) if name in found]
rules = len(warnings.filters)
def add(found):
    return known, rules
"""
    source = f"found = ('rehearsal', 'gate', 'z', 'b')\n{source}"
    plain = subprocess.run(
        [sys.executable, "-I", "-c", "import numpy, warnings; print(len(warnings.filters))"],
        capture_output=True,
        text=True,
        check=True,
    )
    with Sandbox(allow_unsafe=True, layers=Layers(rehearse=False)) as sandbox:
        done = sandbox.run(Job("ada", (Chunk("cell", source),), (Task("add", "", ((1,),)),)))
    assert done.tasks[0].runs[0].value == ([], int(plain.stdout))
