"""The layers that a forked process puts around itself before any learner code runs."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Any

try:
    import resource  # also what `os.wait4` imports at its first use, when files can no longer be read
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

LINUX = sys.platform == "linux"
NOBODY = 65534
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def prctl(option: int, argument: int) -> None:
    """``prctl(option, argument, 0, 0, 0)``. Raises `OSError`."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(argument), 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def give_up_root() -> None:
    """Become nobody for good: real, effective and saved ids, no groups. Raises `OSError` where it cannot."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    if 0 in (*os.getresuid(), *os.getresgid()) or os.getgroups() not in ([], [NOBODY]):
        raise PermissionError("still root after giving it up")


def no_new_privileges() -> None:
    """No program started from here on can gain rights (set-user-id files lose their effect)."""
    if LINUX:
        prctl(_PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent(parent: int) -> None:
    """Be killed when the process that forked this one ends, whichever way it ends."""
    if LINUX:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        prctl(_PR_SET_DUMPABLE, 0)
        if os.getppid() != parent:
            os._exit(1)


def address_space() -> int:
    """Bytes of address space that this process takes (0 where that cannot be told)."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def limit(base: int, memory_bytes: int, cpu_seconds: int) -> list[str]:
    """Set the POSIX limits. Returns the names of those that this system does not have.

    With no more descriptors than the four that are open, no file, socket or pipe can be opened any more.
    """
    wanted: dict[str, int] = {
        "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_NPROC": 0, "RLIMIT_MEMLOCK": 0, "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_CPU": cpu_seconds, "RLIMIT_AS": base + memory_bytes, "RLIMIT_DATA": base + memory_bytes,
        "RLIMIT_NOFILE": 4,
    }
    missing = []
    for name, value in wanted.items():
        number: Any = getattr(resource, name, None)
        try:
            resource.setrlimit(number, (value, value))
        except (TypeError, ValueError, OSError):
            missing.append(name)
    return missing
