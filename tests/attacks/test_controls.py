"""Positive controls: the same payloads do their harm where nothing stops them."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.data.runs import JobRun
from autograder.sandbox import Limits, Sandbox
from tests.attacks.attempts import HANDED_IN, HERE, attempt, got_through, setting
from tests.attacks.conftest import Payload, Target


@dataclass(frozen=True)
class Situation:
    """One payload as a file, and what it meets."""

    payload: Payload
    path: Path
    target: Target
    bare: Sandbox
    visible: str

    @property
    def run(self) -> str:
        """A program that runs the file."""
        return f"exec(open({str(self.path)!r}).read())"

    @property
    def known(self) -> str:
        return setting(self.target, self.visible)


def in_a_bare_process(now: Situation) -> None:
    files = now.target.files()
    done = attempt(now.bare, now.payload, now.target)
    unsupported(done)
    assert got_through(done) or now.target.files() != files or now.target.called()


def outlasting(now: Situation) -> None:
    assert goes_on(f"{setting(now.target)}\nprint('begun', flush=True)\n{now.run}\nattack()")


def flooding(now: Situation) -> None:
    assert flood(f"{now.run}\nattack()") > 1 << 22


def killing_its_worker(now: Situation) -> None:
    limits = Limits(exercise_seconds=2)
    with Sandbox(limits=limits, layers=now.bare.layers, allow_unsafe=True) as victim:
        assert "twice" in attempt(victim, now.payload, now.target).failure


def killing_a_harness(now: Situation) -> None:
    ended = naive("harness", now.path, now.known)
    assert b"marks" not in ended.stdout
    fatal = (b"MemoryError", b"RecursionError", b"UnicodeDecodeError")
    assert ended.returncode < 0 or ended.stderr.splitlines()[-1].startswith(fatal), (
        ended.stderr.decode()
    )


def hanging(now: Situation) -> None:
    assert goes_on(f"{now.run}\nprint('begun', flush=True)")


def fooling_a_naive_grader(now: Situation) -> None:
    _, _, style = now.payload.control.partition(" ")
    ended = naive(style, now.path, now.known)
    assert b"full marks" in ended.stdout or b"the grader ran this" in ended.stdout, (
        ended.stderr.decode()
    )


def as_a_child(now: Situation) -> None:
    allow_tracing()
    known = setting(now.target, parent=os.getpid())
    assert python(f"{known}\n{now.run}\nprint(attack())", 60) == "True\n"


def raising_a_limit(now: Situation) -> None:
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (32, 128))"
    assert python(f"{limited}\n{now.run}\nprint(attack())", 60) == "True\n"


def regaining_root(now: Situation) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can keep a way back to root")
    given_up = "import os\nos.seteuid(65534)"
    assert python(f"{given_up}\n{now.payload.source}\nprint(attack())", 60) == "True\n"


def misleading_by_frames(now: Situation) -> None:
    assert b"no marks" not in naive("frames", now.path, now.known).stdout


def writing_to_a_screen(now: Situation) -> None:
    said = naive("harness", now.path, now.known)
    assert b"\x1b" in said.stdout
    assert b"<" in said.stderr


def returning_much(now: Situation) -> None:
    whole = "print(len(repr(forget_gate())))"
    assert int(python(f"{now.payload.source}\n{whole}", 20)) > 40_000


CONTROLS: dict[str, Callable[[Situation], None]] = {
    "bare": in_a_bare_process,
    "outlasts": outlasting,
    "flood": flooding,
    "kills worker": killing_its_worker,
    "kills": killing_a_harness,
    "hangs": hanging,
    "naive": fooling_a_naive_grader,
    "child": as_a_child,
    "raises": raising_a_limit,
    "regains": regaining_root,
    "misled": misleading_by_frames,
    "returns": returning_much,
    "text": writing_to_a_screen,
}
"""What each control that a payload names asks of it: the whole name, or its first word."""


def test_it_does_its_harm_where_nothing_stops_it(
    payload: Payload, bare: Sandbox, target: Target, visible: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{payload.name}.py"
    source = payload.source if "\ndef forget_gate" in payload.source else payload.source + HANDED_IN
    path.write_text(source, errors="surrogatepass")
    control = CONTROLS.get(payload.control) or CONTROLS[payload.control.split()[0]]
    control(Situation(payload, path, target, bare, visible))


WRONG = """
import numpy as np
def attack():
    return False
def forget_gate(x_t, h_prev, *weights):
    return np.zeros((x_t.shape[0], h_prev.shape[1]))
"""


@pytest.mark.slow
def test_what_a_naive_grader_is_fooled_by_is_the_attack(
    target: Target, visible: str, tmp_path: Path
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
    return subprocess.run(command, capture_output=True, timeout=60)


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
