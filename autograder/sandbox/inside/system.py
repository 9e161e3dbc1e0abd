"""System calls that Python does not offer, made through the C library."""

from __future__ import annotations

import ctypes
import os
import platform
import sys

LINUX = sys.platform == "linux"
MACHINE = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
_LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by number. Raises `OSError`."""
    if _LIBC is None:
        raise OSError("only Linux has these system calls")
    ready = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_LIBC.syscall(ctypes.c_long(number), *ready))


def call(name: str, *arguments: object) -> int:
    """Call a function of the C library that returns -1 when it fails. Raises `OSError`."""
    if _LIBC is None:
        raise OSError("only Linux has these functions")
    ready = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in arguments]
    return _checked(getattr(_LIBC, name)(*ready))


def _checked(answer: int) -> int:
    if answer == -1:
        failed = ctypes.get_errno()
        raise OSError(failed, os.strerror(failed))
    return answer


def prctl(option: int, argument: int) -> None:
    """``prctl(option, argument, 0, 0, 0)``. Raises `OSError`."""
    call("prctl", option, argument, 0, 0, 0)
