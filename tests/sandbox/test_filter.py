"""The filter of system calls, run by a small interpreter: also for processors that are not here."""

from __future__ import annotations

import errno
import os
import re
import struct
import types
from pathlib import Path

import pytest

from autograder.sandbox.inside import landlock, namespaces, seccomp, system

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
HARMFUL = {  # name: (x86-64, aarch64), written down apart from the filter's own list
    "open": (2, None),
    "openat": (257, 56),
    "openat2": (437, 437),
    "creat": (85, None),
    "connect": (42, 203),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "truncate": (76, 45),
    "mount": (165, 40),
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "setuid": (105, 146),
    "prctl": (157, 167),
    "seccomp": (317, 277),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "memfd_create": (319, 279),
    "pipe2": (293, 59),
    "dup": (32, 23),
    "fcntl": (72, 25),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "userfaultfd": (323, 282),
    "setrlimit": (160, 164),
    "prlimit64": (302, 261),
    "pkey_mprotect": (329, 288),
    "remap_file_pages": (216, 234),
    "arch_prctl": (158, None),
    "modify_ldt": (154, None),
}


def answer(program: bytes, architecture: int, number: int, third: int = 0) -> int:
    """What the kernel would do with a call: the value that the filter returns."""
    code = [struct.unpack_from("<HBBI", program, at) for at in range(0, len(program), 8)]
    data = struct.pack("<IIQ6Q", number, architecture, 0, 0, 0, third, 0, 0, 0)
    at = accumulator = 0
    while True:
        operation, if_true, if_false, value = code[at]
        at += 1
        if operation == 0x20:  # load a word
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif operation == 0x06:  # return
            return int(value)
        else:
            holds = {
                0x15: accumulator == value,
                0x35: accumulator >= value,
                0x45: bool(accumulator & value),
            }[operation]
            at += if_true if holds else if_false


@pytest.fixture(params=sorted(ARCHITECTURES))
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(seccomp, "MACHINE", request.param)
    return str(request.param)


def known(machine: str) -> dict[str, int]:
    """The kernel's numbers of the system calls, from its own header."""
    if not HEADERS[machine].exists():
        pytest.skip("the kernel's headers are not installed")
    found = re.findall(
        r"#define __NR(?:3264)?_(\w+)\s+(\d+)", HEADERS[machine].read_text(encoding="utf-8")
    )
    return {name: int(number) for name, number in found}


def test_the_numbers_are_the_kernels_own(machine: str) -> None:
    numbers, column = known(machine), list(ARCHITECTURES).index(machine)
    listed = seccomp.ALLOWED | seccomp.WITHOUT_EXECUTION | seccomp.OTHER_ERRORS
    assert {name: pair[column] for name, pair in listed.items()} == {
        name: numbers.get(name.replace("newfstatat", "fstatat"), numbers.get(name))
        for name in listed
    }
    assert {name: pair[column] for name, pair in HARMFUL.items()} == {
        name: numbers.get(name) for name in HARMFUL
    }


def test_the_root_is_changed_by_the_kernels_own_number(machine: str) -> None:
    assert namespaces._PIVOT_ROOT[machine] == known(machine)["pivot_root"]


def test_no_harmful_call_is_allowed(machine: str) -> None:
    program, column = seccomp.program(), list(ARCHITECTURES).index(machine)
    for name, pair in HARMFUL.items():
        number = pair[column]
        if number is not None:
            found = answer(program, ARCHITECTURES[machine], number)
            assert found & 0xFFFF0000 == ERRNO, name
            assert found & 0xFFFF in (errno.EPERM, errno.EACCES, errno.ENOSYS), name


def test_each_listed_call_gets_its_answer_and_each_other_is_refused(machine: str) -> None:
    program, column = seccomp.program(), list(ARCHITECTURES).index(machine)
    expected = {pair[column]: ALLOW for pair in seccomp.ALLOWED.values()}
    expected |= {entry[column]: ERRNO | entry[2] for entry in seccomp.OTHER_ERRORS.values()}
    expected |= {pair[column]: ALLOW for pair in seccomp.WITHOUT_EXECUTION.values()}
    for number in range(1000):
        found = answer(program, ARCHITECTURES[machine], number)
        assert found == expected.get(number, ERRNO | errno.EPERM), number


def test_memory_that_can_be_executed_is_refused(machine: str) -> None:
    program, column = seccomp.program(), list(ARCHITECTURES).index(machine)
    for pair in seccomp.WITHOUT_EXECUTION.values():
        for protection in range(8):
            found = answer(program, ARCHITECTURES[machine], pair[column], protection)
            assert found == (ERRNO | errno.EPERM if protection & 4 else ALLOW)


def test_calls_by_the_numbers_of_another_architecture_are_refused(machine: str) -> None:
    program, here = seccomp.program(), ARCHITECTURES[machine]
    for other in {0x40000003, 0, *ARCHITECTURES.values()} - {here}:
        assert answer(program, other, 0) == KILL
    for number in (0, 1, 59, 520):
        assert answer(program, here, 0x40000000 + number) == ERRNO | errno.ENOSYS
    assert answer(program, here, 0x3FFFFFFF) == ERRNO | errno.EPERM


def test_a_processor_without_a_list_gets_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp, "MACHINE", "riscv64")
    with pytest.raises(OSError, match="riscv64"):
        seccomp.program()


def test_a_kernel_that_refuses_the_question_has_no_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(number: int) -> None:
        def ask(*arguments: object) -> None:
            raise OSError(number, "refused")

        monkeypatch.setattr(seccomp, "prctl", ask)

    refuse(errno.EFAULT)
    seccomp.offered()
    refuse(errno.EINVAL)
    with pytest.raises(OSError, match="refused"):
        seccomp.offered()


@pytest.mark.parametrize(
    ("version", "size", "files", "network", "scoped"),
    [
        (1, 8, (1 << 13) - 1, 0, 0),
        (2, 8, (1 << 14) - 1, 0, 0),
        (3, 8, (1 << 15) - 1, 0, 0),
        (4, 16, (1 << 15) - 1, 3, 0),
        (5, 16, (1 << 16) - 1, 3, 0),
        (6, 24, (1 << 16) - 1, 3, 3),
        (7, 24, (1 << 16) - 1, 3, 3),
    ],
)
def test_landlock_is_asked_for_all_that_its_version_can_deny(
    monkeypatch: pytest.MonkeyPatch,
    version: int,
    size: int,
    files: int,
    network: int,
    scoped: int,
) -> None:
    asked: list[tuple[int, ...]] = []

    def syscall(number: int, rights: object, length: int, flags: int) -> int:
        assert number == 444
        if rights is None:
            assert (length, flags) == (0, 1)
            return version
        held = rights._obj  # type: ignore[attr-defined]
        asked.append((held.handled_access_fs, held.handled_access_net, held.scoped, length, flags))
        return -7

    duplicated: list[tuple[int, bool]] = []
    closed: list[int] = []

    def dup2(descriptor: int, target: int, inheritable: bool) -> int:
        duplicated.append((descriptor, inheritable))
        return target

    monkeypatch.setattr(landlock, "syscall", syscall)
    monkeypatch.setattr(landlock, "os", types.SimpleNamespace(dup2=dup2, close=closed.append))
    assert landlock.ruleset() == 100
    assert asked == [(files, network, scoped, size, 0)]
    assert duplicated == [(-7, False)]
    assert closed == [-7]


def test_landlock_is_entered_once_and_its_ruleset_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[object, ...]] = []
    monkeypatch.setattr(landlock, "syscall", lambda *arguments: done.append(arguments))
    monkeypatch.setattr(
        landlock, "os", types.SimpleNamespace(close=lambda number: done.append(("close", number)))
    )
    landlock.enter(100)
    assert done == [(446, 100, 0), ("close", 100)]


@pytest.mark.skipif(not system.LINUX, reason="the system calls are Linux's")
def test_a_system_call_that_fails_raises_what_the_kernel_says() -> None:
    with pytest.raises(OSError, match="Bad file descriptor") as raised:
        system.call("close", 1_000_000)
    assert raised.value.errno == errno.EBADF
    with pytest.raises(OSError, match=r"not implemented|not permitted"):
        system.syscall(999)


@pytest.mark.skipif(
    system.MACHINE not in ARCHITECTURES or not system.LINUX, reason="the numbers are Linux's"
)
def test_a_system_call_gets_its_arguments_and_returns_its_answer() -> None:
    column = list(ARCHITECTURES).index(system.MACHINE)
    read_end, write_end = os.pipe()
    try:
        number = seccomp.ALLOWED["write"][column]
        assert number is not None
        assert system.syscall(number, write_end, b"abc", 2) == 2
        assert os.read(read_end, 10) == b"ab"
        assert system.call("strnlen", b"abc", 10) == 3
    finally:
        os.close(read_end)
        os.close(write_end)


def test_other_systems_have_no_such_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_LIBC", None)
    with pytest.raises(OSError, match="only Linux"):
        system.syscall(0)
    with pytest.raises(OSError, match="only Linux"):
        system.call("close", 0)
