"""Real attempts to do harm from inside a locked fork: they show what a layer really stops.

Each attempt returns when it got through, and raises when it was stopped. No attempt leaves anything
changed.
"""

from __future__ import annotations

import _thread
import json
import mmap
import os
import socket
from collections.abc import Callable

from .lockdown import Lock
from .system import LINUX, MACHINE, syscall

ARM = MACHINE == "aarch64"
_NUMBERS = {
    "shmget": 194 if ARM else 29,
    "shmctl": 195 if ARM else 31,
    "ptrace": 117 if ARM else 101,
    "unshare": 97 if ARM else 272,
    "add_key": 217 if ARM else 248,
    "io_uring_setup": 425,
}
_PTRACE_SEIZE, _CLONE_NEWUSER, _IPC_CREAT, _IPC_RMID = 0x4206, 0x10000000, 0o1000, 0
_KEY_SPEC_THREAD_KEYRING = -1


class Stopped(Exception):
    """An attempt was stopped without an error of the system's."""


def run_as_root() -> None:
    """Run as root."""
    if not hasattr(os, "getuid") or 0 not in (os.getuid(), os.geteuid()):
        raise Stopped


def read_a_file() -> None:
    """Read a file of the machine."""
    for path in ("/etc/passwd", "/proc/self/environ", os.__file__):
        try:
            with open(path, "rb") as file:
                file.read(1)
            return
        except OSError:
            pass
    raise Stopped


def list_a_folder() -> None:
    """List the root folder."""
    if not os.listdir("/"):
        raise Stopped


def write_a_file() -> None:
    """Write a file, in any of the usual places."""
    for folder in ("/tmp", "/var/tmp", "/dev/shm", os.getcwd()):
        path = f"{folder}/gatewise-probe-{os.getpid()}"
        try:
            with open(path, "xb") as file:
                file.write(b"x")
            os.unlink(path)
            return
        except OSError:
            pass
    raise Stopped


def make_a_folder() -> None:
    """Make a folder."""
    path = f"/tmp/gatewise-probe-{os.getpid()}"
    os.mkdir(path)
    os.rmdir(path)


def start_a_process() -> None:
    """Start a process."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def start_a_thread() -> None:
    """Start a thread."""
    _thread.start_new_thread(int, ())


def open_a_tcp_socket() -> None:
    """Open a TCP socket."""
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def open_a_udp_socket() -> None:
    """Open a UDP socket."""
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


def open_a_unix_socket() -> None:
    """Open a Unix socket."""
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close()


def see_the_network() -> None:
    """See a network interface other than the loopback."""
    if all(name == "lo" for _, name in socket.if_nameindex()):
        raise Stopped


def signal_the_worker() -> None:
    """Send a signal to the warm process."""
    os.kill(os.getppid() or 1, 0)


def trace_the_worker() -> None:
    """Trace the warm process."""
    syscall(_NUMBERS["ptrace"], _PTRACE_SEIZE, os.getppid(), 0, 0)


def make_a_namespace() -> None:
    """Make a user namespace."""
    syscall(_NUMBERS["unshare"], _CLONE_NEWUSER)


def share_memory() -> None:
    """Make a segment of shared memory."""
    made = syscall(_NUMBERS["shmget"], 0, 4096, _IPC_CREAT | 0o600)
    syscall(_NUMBERS["shmctl"], made, _IPC_RMID, 0)


def use_io_uring() -> None:
    """Set up an io_uring, which goes around the filter of system calls."""
    syscall(_NUMBERS["io_uring_setup"], 1, bytes(120))


def use_a_keyring() -> None:
    """Put a key into a keyring of the kernel."""
    syscall(_NUMBERS["add_key"], b"user", b"gatewise-probe", b"x", 1, _KEY_SPEC_THREAD_KEYRING)


def take_too_much_memory(size: int) -> None:
    """Take ``size`` bytes of memory."""
    mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()


def attempts(lock: Lock) -> dict[str, Callable[[], None]]:
    """The attempts that make sense on this system, by their names in reports."""
    chosen: list[Callable[[], None]] = [
        run_as_root,
        read_a_file,
        list_a_folder,
        write_a_file,
        make_a_folder,
    ]
    if hasattr(os, "fork"):
        chosen += [start_a_process, signal_the_worker, open_a_unix_socket]
    chosen += [open_a_tcp_socket, open_a_udp_socket]
    if LINUX:
        chosen += [
            see_the_network,
            trace_the_worker,
            make_a_namespace,
            share_memory,
            use_io_uring,
            use_a_keyring,
        ]
    chosen.append(start_a_thread)  # last: a process with threads cannot try some of the others
    named = {attempt.__name__.replace("_", " "): attempt for attempt in chosen}
    if LINUX:
        named["take too much memory"] = lambda: take_too_much_memory(lock.memory_bytes + (64 << 20))
    return named


def attempt_all(lock: Lock) -> dict[str, object]:
    """Try everything. ``tried`` counts the attempts; ``through`` names those that got through."""
    tried, through = 0, []
    for name, attempt in attempts(lock).items():
        tried += 1
        try:
            attempt()
        except (OSError, Stopped, MemoryError, RuntimeError, ValueError):
            continue
        through.append(name)
    return {"tried": tried, "through": through}


def probe(lock: Lock) -> dict[str, object]:
    """In a fork, put ``lock`` on and try everything. ``error`` says why it could not be put on."""

    def attempt() -> dict[str, object]:
        lock.put_on()
        return attempt_all(lock)

    return _forked(attempt)


def in_a_fork(action: Callable[[], None]) -> str:
    """Do ``action`` in a fork. Returns what went wrong, or an empty text."""
    return str(_forked(action).get("error", ""))


def _forked(action: Callable[[], dict[str, object] | None]) -> dict[str, object]:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(write_end, 3)
        try:
            answer = action() or {}
        except BaseException as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        os.write(3, json.dumps(answer).encode())
        os._exit(0)
    os.close(write_end)
    said = b""
    while piece := os.read(read_end, 4096):
        said += piece
    os.close(read_end)
    os.waitpid(child, 0)
    found: dict[str, object] = json.loads(said or b'{"error": "the probe died"}')
    return found
