"""The warm process: NumPy is loaded once, then each hand-in gets a fork that locks itself in and runs it.

It speaks with the trusted side over one socket, a message at a time:

======== ==================================================== ==============================================
message  means                                                answer
======== ==================================================== ==============================================
F        fork; with it come the job's file, the result pipe   P
         and the text pipe
K        kill the fork if it still runs, and bury it          S, wait status, CPU seconds, peak KiB
(end)    the grader is gone: kill the fork, and end
======== ==================================================== ==============================================
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
from typing import Any

from . import lockdown, standins
from .preload import preload
from .session import Session, catch_text

STATUS = struct.Struct("<cidQ")


def main() -> None:
    settings = json.loads(sys.argv[1])
    control = socket.socket(fileno=settings["control"])
    warm(settings)
    ready: dict[str, Any] = {"dropped_root": False, "python": sys.version.split()[0]}
    if hasattr(os, "getuid") and os.getuid() == 0:
        try:
            lockdown.give_up_root()
        except OSError as error:
            control.send(json.dumps({"refused": str(error)}).encode())
            return
        ready["dropped_root"] = True
    lockdown.no_new_privileges()
    settings["base"] = lockdown.address_space()
    gc.collect()
    gc.freeze()
    control.send(json.dumps(ready).encode())
    serve(control, settings)


def warm(settings: dict[str, Any]) -> None:
    """Load what learner code may need and forget where it came from."""
    preload(settings["folders"])
    standins.install()
    os.environ.clear()
    os.chdir("/")
    sys.argv = [""]


def serve(control: socket.socket, settings: dict[str, Any]) -> None:
    child, own = 0, os.getpid()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 16, 3)
        if message == b"F":
            child = os.fork()
            if child == 0:
                be_the_learner(descriptors, settings, own)
            for descriptor in descriptors:
                os.close(descriptor)
            control.send(b"P")
        elif message == b"K" and child:
            control.send(bury(child))
            child = 0
        else:
            if child:
                bury(child)
            return


def bury(child: int) -> bytes:
    os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    return STATUS.pack(b"S", status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def be_the_learner(descriptors: list[int], settings: dict[str, Any], parent: int) -> None:
    """In the fork: keep the pipes and nothing else, lock in, run. Never returns."""
    try:
        lockdown.die_with_parent(parent)
        job, result, text = descriptors
        data = read_all(job)
        os.dup2(text, 1)
        os.dup2(text, 2)
        os.dup2(result, 3)
        os.closerange(4, 4096)
        catch_text(settings["text_bytes"])
        session = Session(data, 3, settings["result_bytes"])
        if settings["limits"]:
            lockdown.limit(settings["base"], settings["memory_bytes"], settings["cpu_seconds"])
        session.run()
        os._exit(0)
    except BaseException as error:
        os.write(2, f"the sandbox itself failed: {type(error).__name__}: {error}\n".encode())
        os._exit(70)


def read_all(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    parts, at = [], 0
    while at < size:
        piece = os.pread(descriptor, size - at, at)
        if not piece:
            raise EOFError("the job is cut short")
        parts.append(piece)
        at += len(piece)
    return b"".join(parts)
