"""The trusted end of one warm process: start it, let it fork, end it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import struct
import subprocess
from dataclasses import asdict
from typing import Any

import numpy as np

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import bubblewrap
from autograder.sandbox.fork import CannotStart, Ending, Fork, Stream, WorkerDied
from autograder.sandbox.jobs import Packer, Plan, seal
from autograder.sandbox.limits import Layers, Limits
from autograder.sandbox.python import environment, folders, python

_STATUS = struct.Struct("<cidQ")
_PATIENCE = 20.0
_AT_ONCE = 1 << 18
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.0015, 0.016
_MUCH = 1 << 14
NOBODY = 65534


class Worker:
    """One warm process. It runs one fork at a time.

    ``namespaces`` is one way of having them, not ``auto``. With ``probe`` it tries out its layers
    before it is ready.
    """

    def __init__(self, limits: Limits, layers: Layers, probe: bool = False) -> None:
        self.namespaces = layers.namespaces
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        ours.settimeout(_PATIENCE)
        user: dict[str, Any] = {}
        try:
            settings = (
                asdict(limits)
                | asdict(layers)
                | {
                    "control": theirs.fileno(),
                    "folders": folders(),
                    "probe": probe,
                    "cpu_seconds": int(limits.job_seconds) + 2,
                    "rehearsal": rehearsal().hex(),
                }
            )
            command = python("zygote", settings)
            if layers.namespaces == "bwrap":
                command = bubblewrap.command(folders()) + command
                if (
                    os.geteuid() == 0
                ):  # bwrap would map the user back to root: be someone else before it starts
                    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            self._process = subprocess.Popen(
                command,
                env=environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd="/",
                **user,
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self.dropped_root = bool(user)
        self.ready: dict[str, Any] = {}
        self.cpu_seconds, self.peak_kib = 0.0, 0  # of all its forks so far, as the kernel counted
        self._unsettled = False

    def wait_ready(self) -> None:
        """Wait until it is warm. Raises `CannotStart`."""
        try:
            answer = self._control.recv(1 << 16)
        except OSError:
            answer = b""
        stream = self._process.stderr
        assert stream is not None
        if not answer:
            self._process.kill()
            said = stream.read()
            self.close()
            raise CannotStart.having_said(said)
        stream.close()
        self.ready = json.loads(answer)
        self.dropped_root = self.dropped_root or bool(self.ready.get("dropped_root"))
        if "refused" in self.ready:
            self.close()
            raise CannotStart.as_root(self.ready["refused"])

    def fork(self, packed: bytes) -> Fork:
        """Start a fork that runs a packed job. Raises `WorkerDied`."""
        job = seal(packed)
        result, result_end = os.pipe()
        text, text_end = os.pipe()
        fork = PipedFork(self, result, text)
        try:
            socket.send_fds(self._control, [b"F"], [job, result_end, text_end])
            self.settle()
            if self._control.recv(16) != b"P":
                raise OSError("it did not fork")
        except OSError as error:
            fork.close()
            raise WorkerDied(f"the worker is gone ({error})") from error
        finally:
            for descriptor in (job, result_end, text_end):
                os.close(descriptor)
        return fork

    def reap(self, wait: bool) -> Ending | None:
        """End the fork if it still runs; ``wait`` for how it ended, or leave that to `settle`.
        Raises `WorkerDied`.
        """
        try:
            self._control.send(b"K")
        except OSError as error:
            raise WorkerDied(f"the worker is gone ({error})") from error
        self._unsettled = True
        return self.settle() if wait else None

    def settle(self) -> Ending | None:
        """Take note of how the last fork ended, if that is still to come. Raises `WorkerDied`."""
        if not self._unsettled:
            return None
        try:
            _, status, seconds, peak = _STATUS.unpack(self._control.recv(64))
        except (OSError, struct.error) as error:
            raise WorkerDied(f"the worker is gone ({error})") from error
        self._unsettled = False
        self.cpu_seconds += seconds
        self.peak_kib = max(self.peak_kib, peak)
        code = os.waitstatus_to_exitcode(status)
        return Ending(max(code, 0), max(-code, 0), seconds, peak)

    @property
    def pid(self) -> int:
        return self._process.pid

    def abort(self) -> None:
        """End it now; a thread that waits for it gets `WorkerDied`.

        It ends its fork when nobody is at the other end of the socket. What was started may be
        bubblewrap alone, and to kill that would leave both.
        """
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        self._process.kill()

    def close(self) -> None:
        """End it, and with it the fork that it may have."""
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def rehearsal() -> bytes:
    """A small hand-in of our own, packed: what a fork runs before it gets a learner's, to be
    warm.
    """
    source = """import numpy as np
def gate(x, W, b):
    'A gate.'
    z = np.asarray(x) @ W.T + b
    out = np.empty_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return np.where(z > 1, out, np.tanh(out)), [out.sum(axis=0), {"b": b}]
"""
    stub = "def gate(x, W, b):\n    raise NotImplementedError\n"
    ones = np.ones((2, 2))
    task = Task(
        "gate",
        stub,
        ((ones, np.asfortranarray(ones - 2), ones[0]), (ones.astype("f4"), ones, ones[0])),
    )
    return Packer().pack(
        Job("rehearsal", (Chunk("rehearsal", source, "gate"),), (task,)), Plan((0,))
    )[0]


class PipedFork:
    """The trusted end of a fork's two pipes.

    Data alone wakes nobody here: a fork writes a frame for each call, and being woken by each of
    them would cost more than the calls. It is looked for at intervals, and at once when the fork
    has let go of a pipe, as it does at its end.
    """

    def __init__(self, worker: Worker, result: int, text: int) -> None:
        self._worker = worker
        self._streams: dict[int, Stream] = {result: "result", text: "text"}
        self._still_open = [text, result]
        self._pause = _SHORTEST_PAUSE
        self._poll = select.poll()
        for descriptor in self._streams:
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, 0)

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        self._poll.poll(min(seconds, self._pause) * 1000)
        self._pause = min(max(self._pause * 1.3, _SHORTEST_PAUSE), _LONGEST_PAUSE)
        received: list[tuple[Stream, bytes]] = []
        for descriptor in tuple(self._still_open):
            try:
                data = os.read(descriptor, _AT_ONCE)
            except BlockingIOError:
                continue
            if not data:
                self._poll.unregister(descriptor)
                self._still_open.remove(descriptor)
            if (
                len(data) > _MUCH and self._streams[descriptor] == "result"
            ):  # a flood of text may wait
                self._pause = 0.0
            received.append((self._streams[descriptor], data))
        return received

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        ending = self._worker.reap(wait=not finished)
        (text,) = (descriptor for descriptor, stream in self._streams.items() if stream == "text")
        try:
            return ending, os.read(text, _AT_ONCE)
        except BlockingIOError:
            return ending, b""

    def close(self) -> None:
        for descriptor in self._streams:
            os.close(descriptor)
