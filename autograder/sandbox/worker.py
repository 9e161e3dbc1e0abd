"""The trusted side of one warm process: start it, let it fork, end it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import subprocess
from dataclasses import asdict
from typing import Any

import numpy as np

from autograder.data.own_time import waited
from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import bubblewrap
from autograder.sandbox.fork import CannotStart, Ending, Fork, WorkerDied
from autograder.sandbox.jobs import Packer, Plan, seal
from autograder.sandbox.limits import Layers, Limits
from autograder.sandbox.pipes import PipedFork
from autograder.sandbox.python import environment, folders, python

_STATUS = struct.Struct("<cidQ")
_PATIENCE = 20.0
"""After how many seconds without an answer a warm process is given up."""
_START = 120.0
"""In how many seconds it has to be warm. Loading NumPy can take long on a busy machine."""
NOBODY = 65534
"""The user who runs learner code where the grader is root."""


class Worker:
    """One warm process. It runs one fork at a time.

    Parameters
    ----------
    limits
        What one submission may use.
    layers
        Which layers to put on. ``namespaces`` is one way of having them, not ``auto``.
    probe
        Whether it tries out its layers before it is ready.

    Raises
    ------
    OSError
        The process cannot be started.

    Attributes
    ----------
    ready
        What it reported when it was ready (see ``inside/zygote.py``).
    cpu_seconds, peak_kib
        CPU time and peak memory (KiB) of all its forks so far, as the kernel counted.
    """

    def __init__(self, limits: Limits, layers: Layers, probe: bool = False) -> None:
        self.namespaces = layers.namespaces
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        ours.settimeout(_PATIENCE)
        # Started by root, bubblewrap would map the user back to root: it starts as someone else.
        as_nobody = layers.namespaces == "bwrap" and os.geteuid() == 0
        user: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        try:
            self._process = subprocess.Popen(
                _command(limits, layers, probe, theirs.fileno()),
                env=environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd="/",
                **(user if as_nobody else {}),
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self.dropped_root = as_nobody
        self.ready: dict[str, Any] = {}
        self.cpu_seconds, self.peak_kib = 0.0, 0
        self._unsettled = False

    def wait_ready(self) -> None:
        """Wait until it is warm.

        Raises
        ------
        CannotStart
            It did not start, or could not give up root.
        """
        late = False
        self._control.settimeout(_START)
        try:
            answer = self._control.recv(1 << 16)
        except OSError as error:
            answer, late = b"", isinstance(error, TimeoutError)
        stream = self._process.stderr
        assert stream is not None
        if not answer:
            self._process.kill()
            output = stream.read()
            self.close()
            raise CannotStart.too_late(_START) if late else CannotStart.after_output(output)
        self._control.settimeout(_PATIENCE)
        stream.close()
        self.ready = json.loads(answer)
        self.dropped_root = self.dropped_root or bool(self.ready.get("dropped_root"))
        if "refused" in self.ready:
            self.close()
            raise CannotStart.as_root(self.ready["refused"])

    def fork(self, packed: bytes, more: bool = False) -> Fork:
        """Start a fork that runs a packed job, and if asked for more, others after it.

        Raises
        ------
        WorkerDied
            The warm process is gone.
        """
        job = seal(packed)
        result, result_end = os.pipe()
        text, text_end = os.pipe()
        jobs_end, jobs = os.pipe() if more else (None, None)
        fork = PipedFork(self, result, text, jobs)
        ends = [job, result_end, text_end, *([jobs_end] if jobs_end is not None else [])]
        try:
            socket.send_fds(self._control, [b"F"], ends)
            self.settle()
            if self._control.recv(16) != b"P":
                raise OSError("it did not fork")
        except OSError as error:
            fork.close()
            raise WorkerDied(f"the worker is gone ({error})") from error
        finally:
            for descriptor in ends:
                os.close(descriptor)
        return fork

    def reap(self, wait: bool) -> Ending | None:
        """End the fork if it still runs.

        Returns how it ended if asked to ``wait`` for that. Otherwise `settle` finds it out later.

        Raises
        ------
        WorkerDied
            The warm process is gone.
        """
        try:
            self._control.send(b"K")
        except OSError as error:
            raise WorkerDied(f"the worker is gone ({error})") from error
        self._unsettled = True
        return self.settle() if wait else None

    def settle(self) -> Ending | None:
        """Find out how the last fork ended, if that is not known yet.

        Raises
        ------
        WorkerDied
            The warm process is gone.
        """
        if not self._unsettled:
            return None
        try:
            _, status, seconds, peak = _STATUS.unpack(self._control.recv(64))
        except (OSError, struct.error) as error:
            raise WorkerDied(f"the worker is gone ({error})") from error
        self._unsettled = False
        self.cpu_seconds += seconds
        self.peak_kib = max(self.peak_kib, peak)
        return Ending.of(os.waitstatus_to_exitcode(status))

    def waited(self) -> float:
        """See `autograder.sandbox.pipes.Reaper.waited`."""
        return waited(self._process.pid)

    @property
    def pid(self) -> int:
        """The process that was started, which may be bubblewrap."""
        return self._process.pid

    def abort(self) -> None:
        """End it now. A thread that waits for it gets `WorkerDied`.

        The warm process ends its fork and itself when the other end of its socket is gone. Killing
        is not enough: what was started may be bubblewrap, and then both would be left.
        """
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        self._process.kill()

    def close(self) -> None:
        """End it, and the fork that it may have."""
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _command(limits: Limits, layers: Layers, probe: bool, control: int) -> list[str]:
    """The command that starts a warm process. ``control`` is its end of the socket."""
    settings = (
        asdict(limits)
        | asdict(layers)
        | {
            "control": control,
            "folders": folders(),
            "probe": probe,
            "cpu_seconds": int(limits.job_seconds) + 2,
            "rehearsal": rehearsal().hex(),
        }
    )
    command = python("zygote", settings)
    return bubblewrap.command(folders()) + command if layers.namespaces == "bwrap" else command


def rehearsal() -> bytes:
    """A small submission of our own, packed.

    The warm process runs it a few times. Where `Layers.rehearse` says so, each fork runs it as well
    before it gets a learner's.
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
