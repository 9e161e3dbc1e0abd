"""Put the layers around this process, before any learner code runs."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from typing import Any

from . import landlock, seccomp
from .system import LINUX, prctl

try:
    import resource  # `os.wait4` imports it at its first use, when no file can be read any more
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

NOBODY = 65534
MOST_DESCRIPTORS = 256
"""No descriptor of the warm process or of its forks can have this number or a higher one
(`keep_alone`), so closing all of them is quick and complete."""
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def is_root() -> bool:
    """Whether this process runs as root, or could become root again."""
    return hasattr(os, "getuid") and 0 in (os.getuid(), os.geteuid())


def give_up_root() -> None:
    """Become nobody forever: real, effective and saved ids, and no groups.

    Raises
    ------
    OSError
        The user cannot be changed.
    """
    os.setgroups([])
    if hasattr(os, "setresuid"):
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    else:  # macOS; from root these change the saved ids as well
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        os.setuid(0)
    except PermissionError:
        return
    raise PermissionError("still root after giving it up")


def no_new_privileges() -> None:
    """Keep programs that start later from gaining rights: set-user-id files lose their effect."""
    if LINUX:
        prctl(_PR_SET_NO_NEW_PRIVS, 1)


def hide() -> None:
    """Hide this process's memory and its ``/proc`` entries from other processes of the user."""
    if LINUX:
        prctl(_PR_SET_DUMPABLE, 0)


def die_with_parent(parent: int) -> None:
    """Let this process be killed when the process that forked it ends, and hide it as well.

    Parameters
    ----------
    parent
        The id of the process that forked it, or 0 for a process outside its namespace.
    """
    if LINUX:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        hide()
        if os.getppid() != parent:
            os._exit(1)  # it ended before this could be arranged


def keep_alone(descriptor: int) -> int:
    """Close every descriptor except the first three and this one.

    None can be opened above `MOST_DESCRIPTORS` afterwards.
    A grader with many open files hands on a descriptor with a high number, and its own files where
    they can be inherited. Returns the descriptor's new, low number.
    """
    low = 3
    if descriptor != low:
        os.dup2(descriptor, low)
    try:
        opened = [int(name) for name in os.listdir("/dev/fd")]
    except OSError:
        opened = []
    for number in opened:
        if number > low:
            with contextlib.suppress(OSError):  # the listing's own
                os.close(number)
    if resource is not None:
        highest = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        if not opened:
            os.closerange(low + 1, min(max(highest, MOST_DESCRIPTORS), 1 << 20))
        most = min(highest, MOST_DESCRIPTORS)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return low


def address_space() -> int:
    """How many bytes of address space this process takes; a gigabyte where that is not known."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 1 << 30


@dataclass
class Lock:
    """The layers. They are prepared once, in the warm process, and each fork of it puts them on.

    Attributes
    ----------
    base
        The address space of the warm process, in bytes.
    memory_bytes
        How much more address space a submission may take, in bytes.
    cpu_seconds
        After how much CPU time the kernel ends a fork, in seconds.
    limits
        Whether to set the POSIX limits.
    ruleset
        A descriptor of Landlock's ruleset, or None without Landlock.
    filter
        The seccomp filter, or None without it.
    """

    base: int
    memory_bytes: int
    cpu_seconds: int
    limits: bool = True
    ruleset: int | None = None
    filter: bytes | None = None

    def put_on(self) -> None:
        """Restrict this process forever, and close all but the first four descriptors.

        The order matters: each layer takes away what an earlier one needs.

        Raises
        ------
        OSError
            A layer cannot be put on.
        """
        if self.ruleset is not None:
            landlock.enter(self.ruleset)
        os.closerange(4, MOST_DESCRIPTORS)
        if self.limits:
            limit(self.base + self.memory_bytes, self.cpu_seconds)
        if self.filter is not None:
            seccomp.enter(self.filter)


def limit(memory_bytes: int, cpu_seconds: int) -> list[str]:
    """Set the POSIX limits. Returns the names of those that this system does not have.

    Only the four descriptors that are open are allowed, so that no file, socket or pipe can be
    opened any more.

    Parameters
    ----------
    memory_bytes
        The most address space, in bytes.
    cpu_seconds
        The most CPU time, in seconds.
    """
    wanted: dict[str, int] = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_AS": memory_bytes,
        "RLIMIT_DATA": memory_bytes,
        "RLIMIT_NOFILE": 4,
    }
    missing = []
    for name, value in wanted.items():
        number: Any = getattr(resource, name, None)
        try:
            resource.setrlimit(number, (value, value))
        except (TypeError, ValueError, OSError, AttributeError):
            missing.append(name)
    return missing
