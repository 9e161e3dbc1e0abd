"""Namespaces from inside: every kind is left, in this order, and no right is kept."""

from __future__ import annotations

import ctypes
import errno
import struct
import types
from typing import Any

import pytest

from autograder.sandbox.inside import namespaces

NEW_KINDS = {  # from the kernel's sched.h, written down apart from the module's own list
    "mount": 0x00020000,
    "cgroup": 0x02000000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
NOSUID, NODEV, NOEXEC = 2, 4, 8
LAST_CAPABILITY = 41


def plain(value: Any) -> Any:
    """The bytes behind a pointer, with the zeros among them."""
    return value._objects if isinstance(value, ctypes.c_char_p) else value


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What would have been asked of the system, in order."""
    asked: list[tuple[Any, ...]] = []

    def record(kind: str) -> Any:
        return lambda *arguments: asked.append((kind, *map(plain, arguments)))

    def prctl(option: int, argument: int) -> None:
        if option == 24 and argument > LAST_CAPABILITY:
            raise OSError(errno.EINVAL, "no such capability")
        asked.append(("prctl", option, argument))

    monkeypatch.setattr(namespaces, "MACHINE", "x86_64")
    monkeypatch.setattr(namespaces, "call", lambda name, *rest: record(name)(*rest))
    monkeypatch.setattr(namespaces, "syscall", record("syscall"))
    monkeypatch.setattr(namespaces, "prctl", prctl)
    monkeypatch.setattr(namespaces, "_write", record("write"))
    monkeypatch.setattr(
        namespaces,
        "os",
        types.SimpleNamespace(getuid=lambda: 7, getgid=lambda: 8, chdir=record("chdir")),
    )
    return asked


EMPTIED: list[tuple[Any, ...]] = [
    ("mount", b"none", b"/", None, (1 << 14) | (1 << 18), None),  # private, and all below
    ("mount", b"tmpfs", b"/tmp", b"tmpfs", NOSUID | NODEV | NOEXEC, b"size=4k,mode=555"),
    ("chdir", "/tmp"),
    ("syscall", 155, b".", b"."),  # pivot_root
    ("umount2", b".", 2),  # detached
    ("chdir", "/"),
    ("mount", None, b"/", None, 1 | 32 | 4096 | NOSUID | NODEV | NOEXEC, None),  # read-only
    *(("prctl", 24, number) for number in range(LAST_CAPABILITY + 1)),
    ("capset", struct.pack("<II", 0x20080522, 0), bytes(24)),
]


def test_every_namespace_is_left_before_the_root_is_emptied(done: list[tuple[Any, ...]]) -> None:
    namespaces.enter()
    assert done == [
        ("prctl", 4, 1),
        ("unshare", sum(NEW_KINDS.values())),
        ("write", "/proc/self/setgroups", "deny"),
        ("write", "/proc/self/uid_map", "7 7 1"),
        ("write", "/proc/self/gid_map", "8 8 1"),
        *EMPTIED,
    ]


def test_inside_bubblewrap_only_the_root_is_emptied(done: list[tuple[Any, ...]]) -> None:
    namespaces.empty_root()
    assert done == EMPTIED


def test_what_is_written_is_written_in_full(tmp_path: Any) -> None:
    (tmp_path / "map").write_text("")
    namespaces._write(str(tmp_path / "map"), "7 7 1")
    assert (tmp_path / "map").read_text() == "7 7 1"
    with pytest.raises(FileNotFoundError):
        namespaces._write(str(tmp_path / "none"), "x")
