"""The warm process. It loads NumPy once; then each submission gets a fork that locks itself in.

It talks to the trusted side over one socket, a message at a time:

======== ================================================ ========================================
message  meaning                                          answer
======== ================================================ ========================================
F        let a fork run a submission; the job's file, the P
         result pipe and the text pipe come with it, and
         perhaps a pipe with further jobs
K        kill that fork if it still runs, and reap it     S, wait status, CPU seconds, peak KiB
(end)    the grader is gone: kill what runs, and end
======== ================================================ ========================================

Before the first message it sends a report, as JSON. ``missing`` says why a layer is not there,
``alone`` what each layer did not stop by itself, and ``together`` what all of them did not stop. If
root could not be given up, the report is ``refused`` alone, which says why.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from . import landlock, lockdown, namespaces, probes, seccomp, shims
from .practice import practise, rehearse
from .preload import preload
from .printed import CaughtText, catch_text
from .session import Session

STATUS = struct.Struct("<cidQ")
Learner = Callable[[socket.socket, int], None]
"""What a fork becomes. It gets the socket on which it waits, and the id of its parent."""


def main() -> None:
    """Be the warm process that the settings in the first argument describe."""
    settings = json.loads(sys.argv[1])
    control = socket.socket(fileno=lockdown.keep_alone(settings["control"]))
    warm(settings)
    ready: dict[str, Any] = {"dropped_root": lockdown.is_root()}
    if lockdown.is_root():
        try:
            lockdown.give_up_root()
        except OSError as error:
            control.send(json.dumps({"refused": str(error)}).encode())
            return
    lockdown.no_new_privileges()
    lockdown.hide()
    lock, ready["missing"] = prepare(settings)
    ready["alone"] = (
        {layer: probes.probe(alone) for layer, alone in each_alone(lock)}
        if settings["probe"]
        else {}
    )
    if settings["namespaces"] == "unshare":
        ready["missing"]["namespaces"] = namespaces_or_why_not()
    elif settings["namespaces"] == "bwrap":
        try:
            namespaces.empty_root()
        except OSError as error:
            ready["missing"]["namespaces"] = f"the file system is not empty ({error})"
    elif settings["namespaces"] == "none":
        ready["missing"]["namespaces"] = "switched off"
    if settings["probe"]:
        ready["alone"]["namespaces"] = probes.probe(
            replace(lock, limits=False, ruleset=None, filter=None)
        )
        ready["together"] = probes.probe(lock)
    practise(settings)
    gc.collect()
    gc.freeze()
    control.send(json.dumps(ready).encode())
    caught = catch_text(settings["text_bytes"])  # where it writes to, forks have a pipe
    serve(control, partial(be_the_learner, settings=settings, lock=lock, caught=caught))


def prepare(settings: dict[str, Any]) -> tuple[lockdown.Lock, dict[str, str]]:
    """The lock that the settings ask for, as far as this kernel has it.

    For each missing layer the reason is returned.
    """
    lock = lockdown.Lock(
        lockdown.address_space(),
        settings["memory_bytes"],
        settings["cpu_seconds"],
        settings["limits"],
    )
    missing = {} if settings["limits"] else {"limits": "switched off"}
    try:
        if settings["landlock"]:
            lock.ruleset = landlock.ruleset()
        else:
            missing["landlock"] = "switched off"
    except OSError as error:
        missing["landlock"] = str(error)
    try:
        if settings["seccomp"]:
            seccomp.offered()
            lock.filter = seccomp.program()
        else:
            missing["seccomp"] = "switched off"
    except OSError as error:
        missing["seccomp"] = str(error)
    return lock, missing


def each_alone(lock: lockdown.Lock) -> Iterator[tuple[str, lockdown.Lock]]:
    """Yield each layer of ``lock`` by itself, so that no layer hides that another does nothing."""
    if lock.limits:
        yield "limits", replace(lock, ruleset=None, filter=None)
    if lock.ruleset is not None:
        yield "landlock", replace(lock, limits=False, filter=None)
    if lock.filter is not None:
        yield "seccomp", replace(lock, limits=False, ruleset=None)


def namespaces_or_why_not() -> str:
    """Go on in new namespaces, as their first process. The process outside waits for its end.

    It is tried in a fork first, because a process that got only half-way in could not go on.
    Returns why it does not work, or an empty text.
    """
    why_not = probes.in_a_fork(namespaces.enter)
    if why_not:
        return why_not
    namespaces.enter()
    first = os.fork()
    if first:
        lockdown.hide()
        os.closerange(3, lockdown.MOST_DESCRIPTORS)
        _, status = os.waitpid(first, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    lockdown.die_with_parent(0)
    return ""


def warm(settings: dict[str, Any]) -> None:
    """Load what learner code may need, and forget where it came from."""
    preload(settings["folders"])
    shims.install()
    os.environ.clear()
    os.chdir("/")
    sys.argv = [""]


def serve(control: socket.socket, learner: Learner) -> None:
    """Answer the trusted side until it is gone. Each fork is a `learner`."""
    spare, child = Spare(learner), 0
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 16, 4)
        if message == b"F":
            try:
                spare.begin(descriptors)
            except OSError:  # something has ended it; a new fork can begin at once
                reap(spare.pid)
                spare = Spare(learner)
                spare.begin(descriptors)
            child = spare.pid
            for descriptor in descriptors:
                os.close(descriptor)
            control.send(b"P")
            spare = Spare(learner)
        elif message == b"K" and child:
            control.send(reap(child))
            child = 0
        else:
            for left in (child, spare.pid):
                if left:
                    reap(left)
            return


class Spare:
    """A fork that is made while another fork runs, and waits for its submission.

    Nobody has to wait while it is made.
    """

    def __init__(self, learner: Learner) -> None:
        self._begin, waits = socket.socketpair()
        zygote = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            learner(waits, zygote)
        waits.close()

    def begin(self, descriptors: list[int]) -> None:
        """Give it the job's file and its pipes.

        Raises
        ------
        OSError
            The fork is gone.
        """
        with self._begin:
            socket.send_fds(self._begin, [b"B"], descriptors)


def reap(child: int) -> bytes:
    """End a fork. Returns the message that says how it ended."""
    os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    return STATUS.pack(b"S", status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def be_the_learner(
    waits: socket.socket,
    parent: int,
    settings: dict[str, Any],
    lock: lockdown.Lock,
    caught: CaughtText,
) -> None:
    """In the fork: wait for a submission, keep its pipes and nothing else, lock in, and run it.

    This never returns.
    """
    try:
        lockdown.die_with_parent(parent)
        if settings["rehearse"]:  # the first write to a page of memory has to copy the page
            rehearse(settings)
        written, mute = caught
        _, (job, result, text, *more), _, _ = socket.recv_fds(waits, 1, 4)
        data = read_all(job)
        if more:
            os.dup2(more[0], 0)
            sys.stdin = io.TextIOWrapper(io.BytesIO())
        os.dup2(text, 1)
        os.dup2(text, 2)
        os.dup2(result, 3)
        running = Session(data, 3, settings, written)
        lock.put_on()
        running.run()
        if more:
            mute()
            run_more(settings)
        os.close(3)  # this, and not the data in it, wakes the trusted side
        os._exit(0)
    except BaseException as error:
        os.write(2, f"the sandbox itself failed: {type(error).__name__}: {error}\n".encode())
        os._exit(70)


def run_more(settings: dict[str, Any]) -> None:
    """Run further jobs of the same submission until the grader ends this process.

    They come through descriptor 0, each with its length (u64) before it. No text comes back.
    """
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):  # the submission may have closed it
            os.close(descriptor)  # this wakes the trusted side
    last = None
    while size := int.from_bytes(read_exactly(8), "little"):
        session = Session(read_exactly(size), 3, settings, lambda: 0)
        session.run(last)
        last = session


def read_exactly(size: int) -> bytes:
    """So many bytes from descriptor 0; fewer where it ends."""
    data = bytearray()
    while len(data) < size and (piece := os.read(0, size - len(data))):
        data += piece
    return bytes(data)


def read_all(descriptor: int) -> bytes:
    """All bytes of a file. Raises `EOFError` where it is shorter than it says."""
    size = os.fstat(descriptor).st_size
    parts, at = [], 0
    while at < size:
        piece = os.pread(descriptor, size - at, at)
        if not piece:
            raise EOFError("the job is cut short")
        parts.append(piece)
        at += len(piece)
    return b"".join(parts)
