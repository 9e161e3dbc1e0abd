"""What the warm process decides by itself: its layers, its forks, and when it ends."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("warm processes are Linux's", allow_module_level=True)

from autograder.sandbox import Layers, Limits
from autograder.sandbox.inside import landlock, lockdown, namespaces, probes, seccomp, zygote
from autograder.sandbox.worker import Worker

SETTINGS: dict[str, Any] = {
    "memory_bytes": 1 << 20,
    "cpu_seconds": 3,
    "limits": True,
    "landlock": True,
    "seccomp": True,
}
LOCK = lockdown.Lock(1 << 30, 1 << 20, 3, True, 7, b"filter")


def fails(*_: Any) -> Any:
    raise OSError("Function not implemented")


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that has all layers."""
    monkeypatch.setattr(landlock, "ruleset", lambda: 7)
    monkeypatch.setattr(seccomp, "offered", lambda: None)
    monkeypatch.setattr(seccomp, "program", lambda: b"filter")


@pytest.mark.usefixtures("kernel")
def test_all_layers_that_are_there_are_in_the_lock() -> None:
    lock, missing = zygote.prepare(SETTINGS)
    assert missing == {}
    assert (lock.limits, lock.ruleset, lock.filter) == (True, 7, b"filter")


@pytest.mark.usefixtures("kernel")
@pytest.mark.parametrize(
    ("layer", "part", "without"),
    [("limits", "limits", False), ("landlock", "ruleset", None), ("seccomp", "filter", None)],
)
def test_a_layer_that_is_switched_off_is_missing(layer: str, part: str, without: Any) -> None:
    lock, missing = zygote.prepare(SETTINGS | {layer: False})
    assert missing == {layer: "switched off"}
    assert getattr(lock, part) is without
    assert len(list(zygote.each_alone(lock))) == 2


@pytest.mark.usefixtures("kernel")
@pytest.mark.parametrize(
    ("layer", "module", "name", "part"),
    [
        ("landlock", landlock, "ruleset", "ruleset"),
        ("seccomp", seccomp, "offered", "filter"),
        ("seccomp", seccomp, "program", "filter"),
    ],
)
def test_a_layer_that_the_kernel_lacks_is_missing_with_its_reason(
    layer: str, module: Any, name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, fails)
    lock, missing = zygote.prepare(SETTINGS)
    assert missing == {layer: "Function not implemented"}
    assert getattr(lock, part) is None


def test_each_layer_is_tried_without_the_others() -> None:
    alone = dict(zygote.each_alone(LOCK))
    assert {name: (lock.limits, lock.ruleset, lock.filter) for name, lock in alone.items()} == {
        "limits": (True, None, None),
        "landlock": (False, 7, None),
        "seccomp": (False, None, b"filter"),
    }
    assert {(lock.memory_bytes, lock.cpu_seconds) for lock in alone.values()} == {(1 << 20, 3)}


def test_namespaces_are_tried_without_limits_that_would_hide_what_they_let_through() -> None:
    worker = Worker(Limits(), Layers(namespaces="none"), probe=True)
    worker.wait_ready()
    worker.close()
    alone = worker.ready["alone"]
    assert "take too much memory" in alone["namespaces"]["through"]
    assert "take too much memory" not in alone["limits"]["through"]


def test_namespaces_that_a_fork_cannot_enter_are_not_entered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entered: list[str] = []
    monkeypatch.setattr(namespaces, "enter", lambda: entered.append("enter"))
    monkeypatch.setattr(probes, "in_a_fork", lambda attempt: "not permitted")
    assert zygote.namespaces_or_why_not() == "not permitted"
    assert entered == []


class Spares:
    """Stands for `zygote.Spare`: numbers forks, and notes what becomes of them."""

    def __init__(self, *gone: int) -> None:
        self.gone = gone
        self.said: list[tuple[Any, ...]] = []
        self.made = 100

    def __call__(self, learner: Any) -> Any:
        spares = self

        class Spare:
            def __init__(self) -> None:
                spares.made += 1
                self.pid = spares.made

            def begin(self, descriptors: list[int]) -> None:
                if self.pid in spares.gone:
                    raise BrokenPipeError
                spares.said.append(("begin", self.pid, len(descriptors)))

        return Spare()

    def reap(self, child: int) -> bytes:
        self.said.append(("reap", child))
        return b"S%d" % child


def waiting(control: socket.socket) -> Iterator[bytes]:
    """The messages that can be read at once."""
    with contextlib.suppress(BlockingIOError):
        while True:
            yield control.recv(16)


Serve = Callable[..., tuple[list[tuple[Any, ...]], list[bytes]]]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """``serve(b"F", b"K")``: what becomes of the forks, and the answers, to these messages."""

    def run(*messages: bytes, gone: tuple[int, ...] = ()) -> Any:
        spares = Spares(*gone)
        monkeypatch.setattr(zygote, "Spare", spares)
        monkeypatch.setattr(zygote, "reap", spares.reap)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, theirs, Path(os.devnull).open("rb") as sent:
            ours.setblocking(False)
            for message in messages:
                handed = [sent.fileno()] * 3 if message == b"F" else []
                socket.send_fds(ours, [message], handed)
            ours.shutdown(socket.SHUT_WR)
            before = set(os.listdir("/proc/self/fd"))
            zygote.serve(theirs, lambda *_: None)
            assert set(os.listdir("/proc/self/fd")) == before, "it keeps what it handed on"
            return spares.said, list(waiting(ours))

    return run


def test_a_fork_begins_is_ended_and_the_next_one_waits(serve: Serve) -> None:
    said, answers = serve(b"F", b"K", b"F", b"K")
    assert said == [
        ("begin", 101, 3),
        ("reap", 101),
        ("begin", 102, 3),
        ("reap", 102),
        ("reap", 103),
    ]
    assert answers == [b"P", b"S101", b"P", b"S102"]


def test_nothing_is_left_when_the_grader_is_gone(serve: Serve) -> None:
    assert serve() == ([("reap", 101)], [])
    assert serve(b"F") == ([("begin", 101, 3), ("reap", 101), ("reap", 102)], [b"P"])


@pytest.mark.parametrize("message", [b"K", b"?"])
def test_what_it_does_not_expect_ends_it(serve: Serve, message: bytes) -> None:
    assert serve(message, b"F") == ([("reap", 101)], [])


def test_a_waiting_fork_that_is_gone_is_replaced(serve: Serve) -> None:
    said, answers = serve(b"F", gone=(101,))
    assert said == [("reap", 101), ("begin", 102, 3), ("reap", 102), ("reap", 103)]
    assert answers == [b"P"]


def test_a_job_is_read_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "job"
    path.write_bytes(bytes(range(256)) * 10)
    with path.open("rb") as file:
        assert zygote.read_all(file.fileno()) == path.read_bytes()
        whole = os.pread
        monkeypatch.setattr(os, "pread", lambda fd, size, at: whole(fd, min(size, 100), at))
        assert zygote.read_all(file.fileno()) == path.read_bytes()
        monkeypatch.setattr(os, "pread", lambda fd, size, at: whole(fd, size, at)[: 9 - at])
        with pytest.raises(EOFError, match="cut short"):
            zygote.read_all(file.fileno())
