"""The seccomp filter: the few system calls that computing needs, and an error for all others.

Not one of the allowed calls can open a file, make a socket, start a process or thread, or reach
another process. A denied call fails with an error and does not kill the process, so that a
submission with a harmless call in it goes on. These few lines replace libseccomp, which has no
package that installs everywhere; the filter is one flat list.
"""

from __future__ import annotations

import ctypes
import errno
import struct

from .system import MACHINE, call, prctl

ALLOWED: dict[str, tuple[int | None, int | None]] = {  # name: (x86-64, aarch64)
    # the pipes and /dev/null that are open already
    "read": (0, 63),
    "write": (1, 64),
    "writev": (20, 66),
    "close": (3, 57),
    "lseek": (8, 62),
    "fstat": (5, 80),
    "poll": (7, None),
    "ppoll": (271, 73),
    "select": (23, None),
    "pselect6": (270, 72),
    # memory
    "munmap": (11, 215),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    # signals of its own, locks of its own
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "restart_syscall": (219, 128),
    # clocks
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "times": (100, 153),
    "getrusage": (98, 165),
    # who and what it is
    "getpid": (39, 172),
    "getppid": (110, 173),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getcwd": (79, 17),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "getrandom": (318, 278),
    # the end
    "exit": (60, 93),
    "exit_group": (231, 94),
}
WITHOUT_EXECUTION = {"mmap": (9, 222), "mprotect": (10, 226)}
"""Allowed, unless they ask for memory that can be executed (the third argument)."""
OTHER_ERRORS = {
    "clone3": (435, 435, errno.ENOSYS),  # the C library then tries clone, which is denied
    "ioctl": (16, 29, errno.ENOTTY),  # asked by Python to see whether a stream is a terminal
    "open": (2, None, errno.EACCES),
    "openat": (257, 56, errno.EACCES),
    "stat": (4, None, errno.EACCES),
    "lstat": (6, None, errno.EACCES),
    "newfstatat": (262, 79, errno.EACCES),
    "statx": (332, 291, errno.EACCES),
    "access": (21, None, errno.EACCES),
    "readlink": (89, None, errno.EACCES),
    "readlinkat": (267, 78, errno.EACCES),
}
AUDIT_ARCH = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_BPF_LOAD, _BPF_JEQ, _BPF_JGE, _BPF_JSET, _BPF_RET = 0x20, 0x15, 0x35, 0x45, 0x06
_SECCOMP_RET_KILL_PROCESS, _SECCOMP_RET_ERRNO, _SECCOMP_RET_ALLOW = (
    0x80000000,
    0x00050000,
    0x7FFF0000,
)
_AT_NUMBER, _AT_ARCHITECTURE, _AT_THIRD_ARGUMENT = 0, 4, 32  # in the kernel's struct seccomp_data
_X32_SYSCALL_BIT = 0x40000000
_PROT_EXEC = 4
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def program() -> bytes:
    """The filter for this processor, as a program in the kernel's classic BPF.

    Raises
    ------
    OSError
        There is no list of system calls for this processor.
    """
    if MACHINE not in AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"no list of system calls for {MACHINE}")
    column, architecture = AUDIT_ARCH[MACHINE]
    allow = _step(_BPF_RET, _SECCOMP_RET_ALLOW)
    code = [
        _step(_BPF_LOAD, _AT_ARCHITECTURE),
        _step(_BPF_JEQ, architecture, 1, 0),
        _step(_BPF_RET, _SECCOMP_RET_KILL_PROCESS),
        _step(_BPF_LOAD, _AT_NUMBER),
        _step(_BPF_JGE, _X32_SYSCALL_BIT, 0, 1),
        _fail(errno.ENOSYS),
    ]
    for pair in ALLOWED.values():
        if pair[column] is not None:
            code += [_step(_BPF_JEQ, pair[column] or 0, 0, 1), allow]
    for first, second, error in OTHER_ERRORS.values():
        number = (first, second)[column]
        if number is not None:
            code += [_step(_BPF_JEQ, number, 0, 1), _fail(error)]
    for pair in WITHOUT_EXECUTION.values():
        code += [
            _step(_BPF_JEQ, pair[column], 0, 4),
            _step(_BPF_LOAD, _AT_THIRD_ARGUMENT),
            _step(_BPF_JSET, _PROT_EXEC, 0, 1),
            _fail(errno.EPERM),
            allow,
        ]
    code.append(_fail(errno.EPERM))
    return b"".join(code)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)


def _fail(error: int) -> bytes:
    return _step(_BPF_RET, _SECCOMP_RET_ERRNO | error)


def enter(code: bytes) -> None:
    """Put the filter on this process; it cannot be taken off. Raises `OSError`."""
    loaded = _Program(len(code) // 8, code)
    call("prctl", _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(loaded), 0, 0)


def offered() -> None:
    """Raise `OSError` where this kernel knows no filters.

    A kernel that knows them refuses the address of the filter (zero), not the question.
    """
    try:
        prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER)
    except OSError as error:
        if error.errno != errno.EFAULT:
            raise
