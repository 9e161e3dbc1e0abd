"""Every payload once more, as root and as an ordinary user, with and without bubblewrap."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.data.answer_key import AnswerKey
from tests.attacks.attempts import below
from tests.attacks.elsewhere import Elsewhere, Nowhere, copy_to

if sys.platform != "linux":
    pytest.skip("the layers are Linux's", allow_module_level=True)

HERE = Path(__file__).parent
PROBE = """
import sys
from autograder.sandbox import CannotStart, Layers, Sandbox
try:
    with Sandbox(allow_unsafe=True, layers=Layers(namespaces=sys.argv[1])) as sandbox:
        missing = sandbox.isolation.missing
        print(sandbox.level, *(f"{layer.name}: {layer.why_not}" for layer in missing))
except (CannotStart, OSError) as error:
    print("none", error)
"""


@pytest.fixture(scope="module")
def elsewhere(key: AnswerKey) -> Iterator[Elsewhere]:
    folder = Path(tempfile.mkdtemp(prefix="gatewise-elsewhere-"))
    try:
        copied = copy_to(folder)
        key.save(folder / "forget_gate.key")
        (folder / "forget_gate.key").chmod(0o644)
        yield copied
    except Nowhere as reason:
        pytest.skip(str(reason))
    finally:
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.parametrize("user", ["root", "ordinary"])
@pytest.mark.parametrize("namespaces", ["unshare", "bwrap", "none"])
def test_no_attack_gets_through(user: str, namespaces: str, elsewhere: Elsewhere) -> None:
    if user == "root" and os.getuid() != 0:
        pytest.skip("this is an ordinary user")
    level, _, why = elsewhere.run(["-c", PROBE, namespaces], user).stdout.strip().partition(" ")
    if level != ("B" if namespaces == "none" else "A"):
        pytest.skip(f"with namespaces by {namespaces} the level is {level} here: {why}")
    done = elsewhere.run(
        [
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "addopts=--strict-markers --import-mode=importlib",  # without pytest-xdist
            "--rootdir",
            str(elsewhere.folder),
            "-c",
            str(elsewhere.folder / "pyproject.toml"),
            str(elsewhere.folder / "tests" / "attacks" / "test_attacks.py"),
            "-k",
            "gets_no_marks or reaches_no_person",
        ],
        user,
        GATEWISE_TEST_NAMESPACES=namespaces,
        GATEWISE_TEST_KEY=str(elsewhere.folder / "forget_gate.key"),
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) >= len(list((HERE / "payloads").glob("*.py")))
    assert "skipped" not in done.stdout


STUCK = """
import signal, sys
# A shell's background job inherits the signal as ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Limits, Sandbox
source = (
    "import signal\\nfor n in (1, 2, 13, 15): signal.signal(n, signal.SIG_IGN)\\n"
    "def add(a):\\n    while True: pass\\n"
)
with Sandbox(2, Limits(60, 60, 60, 60), layers=Layers(namespaces="bwrap")) as sandbox:
    print("ready", flush=True)
    job = Job("stuck", (Chunk("c", source),), (Task("add", "", ((1,),)),))
    list(sandbox.run_many([job, job]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("user", ["root", "ordinary"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_grader_leaves_no_process_in_bubblewrap(
    user: str, how: signal.Signals, elsewhere: Elsewhere
) -> None:
    if user == "root" and os.getuid() != 0:
        pytest.skip("this is an ordinary user")
    if elsewhere.run(["-c", PROBE, "bwrap"], user).stdout[:1] != "A":
        pytest.skip("no level A by bubblewrap here")
    with elsewhere.start(["-c", STUCK], user) as grader:
        try:
            assert grader.stdout is not None
            assert grader.stdout.readline() == "ready\n"
            soon(lambda: len(below(grader.pid)) >= 8)
            family = below(grader.pid)
            grader.send_signal(how)
            grader.wait(60)
        finally:
            grader.kill()
    soon(lambda: not any(alive(pid) for pid in family))


def soon(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
