"""What the attacks are aimed at: files, servers and processes that they can reach unless something
stops them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.sandbox import Layers, Limits, Sandbox

NOBODY = 65534
PAYLOADS = Path(__file__).parent / "payloads"
TIGHT = Limits(
    exercise_seconds=0.7,
    statement_seconds=0.7,
    top_level_seconds=1.5,
    job_seconds=4.0,
    memory_bytes=128 << 20,
    text_bytes=4096,
)
ROOMY = Limits(exercise_seconds=8.0, statement_seconds=8.0, job_seconds=16.0)
USE_UP_THEIR_TIME = {
    "constant_expression",
    "deep_recursion",
    "flood_past_python",
    "ignore_signals",
    "regex_bomb",
    "sleep",
}
"""Payloads that go on until the clock stops them. The plain tests keep others of this kind:
``loop_forever``, ``loop_at_top_level``, ``loop_in_c`` and ``flood_of_prints``."""
BARE = Layers(limits=False, landlock=False, seccomp=False, namespaces="none")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each payload that it is about."""
    if "payload" in metafunc.fixturenames:
        payloads = [Payload.read(path) for path in sorted(PAYLOADS.glob("*.py"))]
        assert len(payloads) > 50, f"{PAYLOADS} is not where the payloads are"
        assert {payload.name for payload in payloads} >= USE_UP_THEIR_TIME
        if "alone" in metafunc.fixturenames:
            # The others are stopped by something else than the four layers.
            payloads = [payload for payload in payloads if payload.control == "bare"]
        if "bare" in metafunc.fixturenames:
            # test_stock_nbgrader.py shows those against nbgrader itself.
            payloads = [
                payload for payload in payloads if not payload.control.startswith("nbgrader")
            ]
        metafunc.parametrize(
            "payload",
            [
                pytest.param(
                    payload,
                    id=payload.name,
                    marks=[pytest.mark.slow] if payload.name in USE_UP_THEIR_TIME else [],
                )
                for payload in payloads
            ],
        )


@dataclass(frozen=True)
class Payload:
    """One attack, with what its comments say of it."""

    name: str
    source: str
    kind: str
    control: str
    stopped_by: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Payload:
        source = path.read_text()
        comments = [line[2:] for line in source.splitlines()[1:4]]
        said = dict(comment.split(": ", 1) for comment in comments)
        return cls(
            path.stem,
            unfold(source),
            said["kind"],
            said["control"],
            tuple(said["stopped by"].split(", ")),
        )


def unfold(source: str) -> str:
    """A few sources are too large, or too odd, to be kept as files."""
    if "# DEEP" in source:
        source = source.replace("# DEEP", "NUMBER = " + "-" * 400_000 + "1")
    if "# HUGE" in source:
        source = source.replace("# HUGE", "NUMBERS = [" + "1.5," * 3_000_000 + "]")
    return source.replace("SURROGATE", "\ud800")


@dataclass
class Target:
    """A folder like a course's, servers that listen, and a process of the same user."""

    folder: Path
    tcp: socket.socket
    udp: socket.socket
    unix: socket.socket
    abstract: socket.socket
    sibling: int

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else b""
            for path in sorted(self.folder.rglob("*"))
            if not path.is_socket()
        }

    def called(self) -> list[str]:
        """The servers that somebody has reached."""
        reached = []
        for name, server in (("tcp", self.tcp), ("unix", self.unix), ("abstract", self.abstract)):
            try:
                server.accept()[0].close()
                reached.append(name)
            except BlockingIOError:
                pass
        try:
            self.udp.recv(100)
            reached.append("udp")
        except BlockingIOError:
            pass
        return reached


def fill(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_socket():
            path.rmdir() if path.is_dir() else path.unlink()
    (folder / "submitted").mkdir()
    (folder / "submitted" / "bob.py").write_text("def forget_gate(*arguments):\n    return 1\n")
    (folder / "gates.key").write_bytes(b"hidden answers")
    (folder / "gradebook.db").write_bytes(b"SQLite format 3\0")
    (folder / "reference.py").write_text("def forget_gate(*arguments):\n    return 1\n")
    for path in (folder, *folder.rglob("*")):
        if not path.is_socket():
            path.chmod(0o777 if path.is_dir() else 0o666)


@pytest.fixture(scope="session")
def course() -> Iterator[Target]:
    if sys.platform != "linux":
        pytest.skip("the layers are Linux's")
    folder = Path(tempfile.mkdtemp(prefix="gatewise-attacks-"))
    fill(folder)
    tcp, udp = (
        socket.create_server(("127.0.0.1", 0)),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    )
    udp.bind(tcp.getsockname())
    unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    unix.bind(str(folder / "socket"))
    (folder / "socket").chmod(0o777)
    abstract.bind(f"\0{folder.name}")
    for server in (unix, abstract):
        server.listen()
    for item in (tcp, udp, unix, abstract):
        item.setblocking(False)
    as_learner = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    with subprocess.Popen(["sleep", "1000"], **as_learner) as sibling:  # type: ignore[call-overload]
        yield Target(folder, tcp, udp, unix, abstract, sibling.pid)
        sibling.kill()
    for item in (tcp, udp, unix, abstract):
        item.close()
    shutil.rmtree(folder)


@pytest.fixture
def target(course: Target) -> Target:
    fill(course.folder)
    course.called()
    return course


@pytest.fixture(scope="session")
def key(request: pytest.FixtureRequest) -> AnswerKey:
    """The real key of one real exercise."""
    if "GATEWISE_TEST_KEY" in os.environ:
        return AnswerKey.load(Path(os.environ["GATEWISE_TEST_KEY"]))
    gates: AnswerKey = request.getfixturevalue("unit_key")("gates")
    return replace(
        gates, exercises=tuple(item for item in gates.exercises if item.slug == "forget_gate")
    )


@pytest.fixture(scope="session")
def visible(key: AnswerKey) -> str:
    """What every learner knows: the inputs and answers of the visible cases, as source."""
    cases = [
        case for case in key.exercises[0].cases if case.visible and case.criterion == RIGHT_VALUES
    ]
    given = [[np.asarray(item).tolist() for item in case.inputs.values()] for case in cases]
    return (
        f"VISIBLE_INPUTS = {given!r}\nVISIBLE_ANSWERS ="
        f" {[np.asarray(case.expected).tolist() for case in cases]!r}\n"
    )


@pytest.fixture(scope="session", autouse=True)
def secret_in_environment() -> Iterator[None]:
    """The grader's own environment holds something to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GATEWISE_TEST_SECRET", "answers")
        yield


@pytest.fixture(scope="session")
def locked() -> Iterator[Sandbox]:
    """The sandbox as it comes, with tight limits; `test_every_user.py` chooses how it has its
    namespaces.
    """
    layers = Layers(namespaces=cast(Any, os.environ.get("GATEWISE_TEST_NAMESPACES", "auto")))
    with Sandbox(limits=TIGHT, layers=layers, allow_unsafe=True) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def bare() -> Iterator[Sandbox]:
    """A process of its own and nothing else around it."""
    with Sandbox(limits=ROOMY, layers=BARE, allow_unsafe=True) as sandbox:
        yield sandbox
