"""Namespaces made from inside: an empty file system, no network, no other process.

Everything is loaded by now, so no file of the machine is needed any more and the root becomes an
empty, read-only folder. There are two reasons to make the namespaces from inside: the interpreter
may lie where only root can read it, and `bwrap`, when root starts it, maps its user back to root.
"""

from __future__ import annotations

import ctypes
import os
import struct

from .system import MACHINE, call, prctl, syscall

(
    _CLONE_NEWNS,
    _CLONE_NEWCGROUP,
    _CLONE_NEWUTS,
    _CLONE_NEWIPC,
    _CLONE_NEWUSER,
    _CLONE_NEWPID,
    _CLONE_NEWNET,
) = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
_EVERY_KIND = (
    _CLONE_NEWNS
    | _CLONE_NEWCGROUP
    | _CLONE_NEWUTS
    | _CLONE_NEWIPC
    | _CLONE_NEWUSER
    | _CLONE_NEWPID
    | _CLONE_NEWNET
)
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    16384,
    1 << 18,
)
_MNT_DETACH = 2
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 4, 24
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}


def enter() -> None:
    """Leave the machine's namespaces.

    The next fork of this process is the first process of the new ones.

    Raises
    ------
    OSError
        It is not allowed. The process may have left some of the namespaces, and should end.
    """
    user, group = os.getuid(), os.getgid()
    # After a change of user the files below belong to root and cannot be written, unless:
    prctl(_PR_SET_DUMPABLE, 1)
    call("unshare", _EVERY_KIND)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    empty_root()


def empty_root() -> None:
    """Put an empty, read-only folder in place of all files, and give up the right to change it.

    Raises
    ------
    OSError
        It is not allowed.
    """
    call("mount", b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
    call(
        "mount",
        b"tmpfs",
        b"/tmp",
        b"tmpfs",
        _MS_NOSUID | _MS_NODEV | _MS_NOEXEC,
        b"size=4k,mode=555",
    )
    os.chdir("/tmp")
    syscall(_PIVOT_ROOT[MACHINE], ctypes.c_char_p(b"."), ctypes.c_char_p(b"."))
    call("umount2", b".", _MNT_DETACH)
    os.chdir("/")
    call(
        "mount",
        None,
        b"/",
        None,
        _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC,
        None,
    )
    drop_capabilities()


def drop_capabilities() -> None:
    """Give up the rights that the first process of a new user namespace has. Raises `OSError`."""
    for number in range(64):
        try:
            prctl(_PR_CAPBSET_DROP, number)
        except OSError:
            break
    header = struct.pack("<II", 0x20080522, 0)
    call("capset", ctypes.c_char_p(header), ctypes.c_char_p(bytes(24)))


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
