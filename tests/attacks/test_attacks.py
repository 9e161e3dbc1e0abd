"""Every payload gets no marks, reads nothing and disturbs nothing; and does harm where nothing
stops it.

A payload defines ``attack()``, which returns true when it got through, or is itself a false
``forget_gate``. Its comments say of which kind it is, what its positive control is, and which
layers stop it.
"""

from __future__ import annotations

import ctypes
import io
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.data.runs import Chunk, Job, JobRun, Task
from autograder.grade import grade_many, mark
from autograder.report.html import exercise_html
from autograder.report.terminal import print_grade
from autograder.sandbox import Layers, Limits, Sandbox
from autograder.submission.read import Submission
from tests.attacks.conftest import TIGHT, Payload

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


def setting(target: Any, visible: str = "", parent: int = 0) -> str:
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


def handed_in(payload: Any, target: Any, visible: str) -> Submission:
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


def check_harmless(
    payload: Any, sandbox: Sandbox, target: Any, key: AnswerKey, visible: str
) -> None:
    files, processes = target.files(), len(family(sandbox))
    began = time.monotonic()
    done, grade = graded(sandbox, handed_in(payload, target, visible), key)
    assert grade.score == 0
    assert not grade.needs_person
    assert done.failure == ""
    assert not got_through(done)
    assert time.monotonic() - began < sandbox.limits.job_seconds + 5
    assert (
        len(done.text) + sum(len(task.text) for task in done.tasks) <= 2 * sandbox.limits.text_bytes
    )
    assert target.files() == files
    assert target.called() == []
    assert len(family(sandbox)) == processes
    honest = Submission("ada", "gates", (Chunk("hand-in", HONEST),))
    _, after = graded(sandbox, honest, key)
    assert after.score == after.max_score


def test_it_gets_no_marks_and_does_no_harm(
    payload: Any, locked: Sandbox, target: Any, key: AnswerKey, visible: str
) -> None:
    if locked.level == "C":
        pytest.skip("this machine has neither Landlock nor seccomp nor namespaces")
    check_harmless(payload, locked, target, key, visible)


@pytest.mark.slow
def test_a_class_full_of_attackers_costs_nobody_else_anything(
    target: Any, key: AnswerKey, visible: str
) -> None:
    """All payloads in one go on two workers, an honest hand-in after each."""
    payloads = [Payload.read(path) for path in sorted((HERE / "payloads").glob("*.py"))]
    files = target.files()

    def class_of_many() -> Iterator[Submission]:
        for number, payload in enumerate(payloads):
            yield replace(handed_in(payload, target, visible), name=payload.name)
            yield Submission(f"honest {number}", "gates", (Chunk("hand-in", HONEST),))

    with Sandbox(2, limits=TIGHT) as sandbox:
        scores = {
            submission.name: grade.score
            for submission, grade in grade_many(
                ((submission, submission) for submission in class_of_many()),
                {"gates": key},
                sandbox,
            )
        }
    assert len(scores) == 2 * len(payloads)
    assert {
        name: score
        for name, score in scores.items()
        if score != (key.max_score if name.startswith("honest") else 0)
    } == {}
    assert target.files() == files
    assert target.called() == []


@pytest.mark.slow
def test_each_layer_that_a_payload_names_stops_it_by_itself(
    payload: Any, alone: dict[str, Sandbox], target: Any
) -> None:
    layers = [layer for layer in payload.stopped_by if layer in alone]
    if not layers:
        pytest.skip("this machine has none of: " + ", ".join(payload.stopped_by))
    for layer in layers:
        files = target.files()
        done = attempt(alone[layer], payload, target)
        assert not got_through(done), layer
        assert target.files() == files, layer
        assert target.called() == [], layer


@pytest.fixture(scope="session")
def alone(locked: Sandbox) -> Any:
    """For each layer a sandbox that has no other."""
    started: dict[str, Sandbox] = {}
    nothing: dict[str, Any] = {
        "limits": False,
        "landlock": False,
        "seccomp": False,
        "namespaces": "none",
    }
    for layer in nothing:
        layers = Layers(**nothing | {layer: "auto" if layer == "namespaces" else True})
        sandbox = Sandbox(limits=locked.limits, layers=layers, allow_unsafe=True)
        sandbox.__enter__()
        if layer in [each.name for each in sandbox.isolation.layers if each.works]:
            started[layer] = sandbox
        else:
            sandbox.close()
    yield started
    for sandbox in started.values():
        sandbox.close()


# --- positive controls: the same payloads where nothing stops them ---------------------


def attempt(sandbox: Sandbox, payload: Any, target: Any) -> JobRun:
    chunks = (Chunk("setting", setting(target)), Chunk("payload", payload.source))
    return sandbox.run(Job("eve", chunks, (Task("attack", "", ((),)),)))


def test_it_does_its_harm_where_nothing_stops_it(
    payload: Any, bare: Sandbox, target: Any, visible: str, tmp_path: Path
) -> None:
    how, _, style = payload.control.partition(" ")
    path = tmp_path / f"{payload.name}.py"
    source = payload.source if "\ndef forget_gate" in payload.source else payload.source + HANDED_IN
    path.write_text(source, errors="surrogatepass")
    if how == "bare":
        files = target.files()
        done = attempt(bare, payload, target)
        unsupported(done)
        assert got_through(done) or target.files() != files or target.called()
    elif how == "outlasts":
        assert goes_on(
            f"{setting(target)}\nprint('begun',"
            f" flush=True)\nexec(open({str(path)!r}).read())\nattack()"
        )
    elif how == "flood":
        assert flood(f"exec(open({str(path)!r}).read())\nattack()") > 1 << 22
    elif how == "kills" and style == "worker":
        with Sandbox(
            limits=Limits(exercise_seconds=2), layers=bare.layers, allow_unsafe=True
        ) as victim:
            assert "twice" in attempt(victim, payload, target).failure
    elif how == "kills":
        ended = naive("harness", path, setting(target, visible))
        assert b"marks" not in ended.stdout
        fatal = (b"MemoryError", b"RecursionError", b"UnicodeDecodeError")
        assert ended.returncode < 0 or ended.stderr.splitlines()[-1].startswith(fatal), (
            ended.stderr.decode()
        )
    elif how == "hangs":
        assert goes_on(f"exec(open({str(path)!r}).read())\nprint('begun', flush=True)")
    elif how == "naive":
        ended = naive(style, path, setting(target, visible))
        assert b"full marks" in ended.stdout or b"the grader ran this" in ended.stdout, (
            ended.stderr.decode()
        )
    elif how == "child":
        allow_tracing()
        known = setting(target, parent=os.getpid())
        assert python(f"{known}\nexec(open({str(path)!r}).read())\nprint(attack())", 5) == "True\n"
    elif how == "raises":
        assert (
            python(
                "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (32, 128))\n"
                f"exec(open({str(path)!r}).read())\nprint(attack())",
                5,
            )
            == "True\n"
        )
    elif how == "regains":
        if os.getuid() != 0:
            pytest.skip("only root can keep a way back to root")
        assert (
            python(f"import os\nos.seteuid(65534)\n{payload.source}\nprint(attack())", 5)
            == "True\n"
        )
    elif how == "misled":
        assert b"no marks" not in naive("frames", path, setting(target, visible)).stdout
    elif how == "text":
        said = naive("harness", path, setting(target, visible))
        assert b"\x1b" in said.stdout
        assert b"<" in said.stderr
    else:
        raise AssertionError(f"no control is called {payload.control!r}")


WRONG = """
import numpy as np
def attack():
    return False
def forget_gate(x_t, h_prev, *weights):
    return np.zeros((x_t.shape[0], h_prev.shape[1]))
"""


@pytest.mark.slow
def test_what_a_naive_grader_is_fooled_by_is_the_attack(
    target: Any, visible: str, tmp_path: Path
) -> None:
    """A plainly wrong answer gets no marks from it, whatever its style."""
    (tmp_path / "wrong.py").write_text(WRONG)
    controls = {
        line.removeprefix("# control: naive ")
        for path in (HERE / "payloads").glob("*.py")
        for line in path.read_text().splitlines()
        if line.startswith("# control: naive ")
    }
    assert len(controls) > 10
    for style in controls:
        assert (
            b"full marks"
            not in naive(style, tmp_path / "wrong.py", setting(target, visible)).stdout
        ), style
    assert naive("frames", tmp_path / "wrong.py", setting(target, visible)).stdout == b"no marks\n"


def unsupported(done: JobRun) -> None:
    """Skip where the kernel itself lacks what an attack uses."""
    for run in done.tasks[0].runs:
        if "Address family not supported" in run.message or "Protocol not supported" in run.message:
            pytest.skip(run.message)


def python(source: str, seconds: float) -> str:
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, timeout=seconds, text=True, check=True
    )
    return done.stdout


def goes_on(source: str) -> bool:
    """Whether it is still running half a second after it has begun."""
    with subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"begun\n"
            process.wait(0.5)
            return False
        except subprocess.TimeoutExpired:
            return True
        finally:
            process.kill()


def naive(style: str, path: Path, source: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(HERE / "naive.py"), style, str(path), source]
    return subprocess.run(command, capture_output=True, timeout=20)


def flood(source: str) -> int:
    """How much comes out of it in half a second."""
    size = 0
    with subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            size += len(process.stdout.read1(1 << 20))  # type: ignore[attr-defined]
        process.kill()
    return size


def allow_tracing() -> None:
    """Where Yama is on, a process must allow its own children to look at it: a grader's might
    well.
    """
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)


# --- what a person sees ---------------------------------------------


@pytest.mark.parametrize("name", ["terminal_escapes", "html_in_messages"])
def test_what_it_prints_reaches_no_person_unclean(
    name: str, locked: Sandbox, target: Any, key: AnswerKey
) -> None:
    source = (HERE / "payloads" / f"{name}.py").read_text()
    done, grade = graded(
        locked, Submission("eve\x1b[2J", "gates", (Chunk("hand-in", source),)), key
    )
    assert any(task.text for task in done.tasks)
    console = Console(file=io.StringIO(), width=200, force_terminal=True, color_system=None)
    print_grade(console, grade)
    assert isinstance(console.file, io.StringIO)
    page = exercise_html(grade.exercises[0])
    for shown in (console.file.getvalue(), page, *(task.text for task in done.tasks)):
        assert not set(shown) & set("\x1b\x07\x08\x9b\u202e")
    assert "<script" not in page
    assert "<img src=x" not in page


# --- the collection itself ---------------------------------------------


def test_every_kind_is_there_and_each_payload_says_what_it_does() -> None:
    from_files = [(path, path.read_text()) for path in sorted((HERE / "payloads").glob("*.py"))]
    kinds = Counter(
        line[8:]
        for _, text in from_files
        for line in text.splitlines()
        if line.startswith("# kind: ")
    )
    assert set(kinds) == {"resources", "reading", "reaching out", "forging", "behaving differently"}
    assert 65 <= len(from_files) <= 90
    for path, text in from_files:
        assert text.startswith('"""'), path
        assert ("\ndef attack(" in text) != ("\ndef forget_gate(" in text), path
