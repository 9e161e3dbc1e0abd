"""Landlock: this process opens no file, connects to no port and signals no other process.

The kernel's documentation is at https://docs.kernel.org/userspace-api/landlock.html. No rule allows
anything, because everything that learner code may import is loaded before.
"""

from __future__ import annotations

import ctypes
import os

from .system import syscall

_SYS_LANDLOCK_CREATE_RULESET, _SYS_LANDLOCK_RESTRICT_SELF = 444, 446
_CREATE_RULESET_VERSION = 1
_FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version of Landlock knows; later versions know as many as 5."""


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def version() -> int:
    """The version of Landlock that this kernel offers. Raises `OSError` where there is none."""
    return syscall(_SYS_LANDLOCK_CREATE_RULESET, None, 0, _CREATE_RULESET_VERSION)


def ruleset() -> int:
    """A descriptor of the ruleset that denies everything that this kernel's Landlock can deny.

    Raises
    ------
    OSError
        This kernel has no Landlock.
    """
    known = version()
    rights = _Ruleset(
        (1 << _FS_RIGHTS.get(known, 16)) - 1, 0b11 if known >= 4 else 0, 0b11 if known >= 6 else 0
    )
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    made = syscall(_SYS_LANDLOCK_CREATE_RULESET, ctypes.byref(rights), size, 0)
    try:
        return os.dup2(made, 100, inheritable=False)  # out of the way of the four that a fork keeps
    finally:
        os.close(made)


def enter(descriptor: int) -> None:
    """Restrict this process forever, and close the ruleset. Raises `OSError`."""
    syscall(_SYS_LANDLOCK_RESTRICT_SELF, descriptor, 0)
    os.close(descriptor)
