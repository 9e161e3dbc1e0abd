"""Each peer as one function: a submission's answers go in, marks and costs come out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from benchmarks.peers import material

REQUIREMENTS = {
    "nbgrader": ["nbgrader==0.9.6", "ipykernel", "numpy"],
    "otter": ["otter-grader", "ipykernel", "numpy"],
    "pytest": ["pytest", "numpy"],
}
PATIENCE = 60.0


@dataclass(frozen=True)
class Result:
    """What one submission cost and got; ``scores`` by exercise, empty when the grader gave none."""

    wall: float
    cpu: float
    peak_mib: float
    scores: dict[str, float] = field(default_factory=dict)
    told: str = ""
    marking: float = 0.0
    """Seconds for comparing, diagnosing and scoring, where those are apart."""


Grader = Callable[[str, dict[str, str]], Result]


def install(folder: Path) -> dict[str, Path]:
    """An environment for each peer below ``folder``; those that are there already are kept. Returns
    their ``bin``s.
    """
    for name, wanted in REQUIREMENTS.items():
        if not (folder / name / "done").exists():
            print(f"installing {name} …", flush=True)
            subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
            subprocess.run(
                [str(folder / name / "bin" / "pip"), "install", "-q", *wanted], check=True
            )
            (folder / name / "done").touch()
    return {name: folder / name / "bin" for name in REQUIREMENTS}


@dataclass(frozen=True)
class Done:
    """A command with all that it started: wall and CPU seconds, the largest of its processes, what
    it said.

    ``code`` is its exit code, None where it had to be stopped.
    """

    wall: float
    cpu: float
    peak_mib: float
    said: str
    code: int | None


def command(words: list[str], folder: Path) -> Done:
    began = time.perf_counter()
    environment = os.environ | {
        "PATH": f"{Path(words[0]).parent}:{os.environ['PATH']}",
        "OPENBLAS_NUM_THREADS": "1",
    }
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(
            words,
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
            process_group=0,
        )
        late = threading.Timer(PATIENCE, os.killpg, (process.pid, 9))
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        late.cancel()
        wall, process.returncode = time.perf_counter() - began, os.waitstatus_to_exitcode(status)
        said.seek(0)
        return Done(
            wall,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024,
            said.read(),
            None if wall >= PATIENCE else process.returncode,
        )


def pytest_grader(bins: dict[str, Path], work: Path, key: AnswerKey) -> Grader:
    material.write(work / "test_gates.py", material.pytest_module(key))

    def grade(name: str, answers: dict[str, str]) -> Result:
        material.write(work / "submission.py", material.python_file(answers))
        done = command(
            [
                str(bins["pytest"] / "python"),
                "-m",
                "pytest",
                "-q",
                "-rA",
                "-p",
                "no:cacheprovider",
                "test_gates.py",
            ],
            work,
        )
        passed = set(re.findall(r"^PASSED test_gates.py::test_(\w+)", done.said, re.MULTILINE))
        costs = done.wall, done.cpu, done.peak_mib
        if done.code is None:
            return Result(*costs, {}, f"still running after {PATIENCE:.0f} s")
        if done.code == 0 and not passed:
            return Result(
                *costs,
                {exercise.slug: exercise.points for exercise in key.exercises},
                "exit code 0",
            )
        if not passed and "failed" not in done.said:
            return Result(*costs, {}, "the grader died")
        return Result(
            *costs, {e.slug: e.points if e.slug in passed else 0.0 for e in key.exercises}
        )

    return grade


def otter_grader(bins: dict[str, Path], work: Path, key: AnswerKey) -> Grader:
    for exercise in key.exercises:
        material.write(work / "tests" / f"{exercise.slug}.py", material.otter_test(exercise))
    said = command(
        [
            str(bins["otter"] / "otter"),
            "generate",
            "-t",
            "tests",
            "-o",
            "autograder.zip",
            "--no-environment",
            "--no-requirements",
        ],
        work,
    ).said
    if not (work / "autograder.zip").exists():
        raise RuntimeError(f"otter generate made nothing:\n{said}")

    def grade(name: str, answers: dict[str, str]) -> Result:
        material.write(work / "submission.ipynb", material.plain_notebook(answers))
        (work / "results.json").unlink(missing_ok=True)
        done = command(
            [
                str(bins["otter"] / "otter"),
                "run",
                "-a",
                "autograder.zip",
                "--no-logo",
                "submission.ipynb",
            ],
            work,
        )
        costs = done.wall, done.cpu, done.peak_mib
        if not (work / "results.json").exists():
            return Result(
                *costs,
                {},
                f"still running after {PATIENCE:.0f} s" if done.code is None else "no result",
            )
        tests = json.loads((work / "results.json").read_text())["tests"]
        scores = {
            exercise.slug: float(test.get("score", 0))
            for exercise in key.exercises
            for test in tests
            if exercise.slug in test["name"] and "Public" not in test["name"]
        }
        return Result(*costs, scores)

    return grade


def nbgrader_grader(bins: dict[str, Path], work: Path, key: AnswerKey, stack: ExitStack) -> Grader:
    """One warm process for the whole batch, as `nbgrader autograde` has."""
    empty = {exercise.slug: exercise.stub for exercise in key.exercises}
    material.write(
        work / "source" / "gates" / "gates.ipynb", material.nbgrader_notebook(key, empty)
    )
    program = Path(__file__).with_name("nbgrader_warm.py")
    worker = stack.enter_context(
        subprocess.Popen(
            [str(bins["nbgrader"] / "python"), str(program), str(work), "release"],
            cwd=work,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(work / "log").open("w"),
            text=True,
            env=os.environ
            | {
                "PATH": f"{bins['nbgrader']}:{os.environ['PATH']}",
                "JUPYTER_PLATFORM_DIRS": "1",
            },
        )
    )
    stack.callback(worker.kill)
    assert worker.stdin is not None
    assert worker.stdout is not None
    if worker.stdout.readline().strip() != "true":
        raise RuntimeError(f"nbgrader could not generate the assignment; see {work / 'log'}")

    def grade(name: str, answers: dict[str, str]) -> Result:
        assert worker.stdin is not None
        assert worker.stdout is not None
        material.write(
            work / "submitted" / name / "gates" / "gates.ipynb",
            material.nbgrader_notebook(key, answers),
        )
        worker.stdin.write(f"{name}\n")
        worker.stdin.flush()
        answer = json.loads(worker.stdout.readline())
        scores = {slug.removesuffix("-grade"): score for slug, score in answer["scores"].items()}
        return Result(
            answer["wall"],
            answer["cpu"],
            answer["peak_kib"] / 1024,
            scores,
            "" if scores else "no marks",
        )

    return grade
