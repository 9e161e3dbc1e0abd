"""Run each submission in a new Python, where processes cannot be forked safely (macOS, Windows).

The new Python has the limits that its system offers and no other layer.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from dataclasses import asdict
from typing import IO, Any

from autograder.data.own_time import waited
from autograder.sandbox.fork import CannotStart, Ending, Fork, Stream, WorkerDied
from autograder.sandbox.limits import Layers, Limits, Namespaces
from autograder.sandbox.python import environment, folders, python

_AT_ONCE = 1 << 16
_PROBE_SECONDS = 60
_LAST_SECONDS = 5.0
"""How long to read on after a process has ended: one that it started may keep the streams open."""


class SpawnWorker:
    """Starts a new process for each submission, which takes about 0.2 seconds each time.

    Parameters
    ----------
    limits
        What one submission may use.
    layers
        Which layers to put on.
    probe
        Whether `wait_ready` tries out what holds.
    """

    namespaces: Namespaces = "none"

    def __init__(self, limits: Limits, layers: Layers, probe: bool = False) -> None:
        self._settings: dict[str, Any] = (
            asdict(limits)
            | asdict(layers)
            | {
                "folders": folders(),
                "cpu_seconds": int(limits.job_seconds) + 2,
            }
        )
        self.dropped_root = False
        self.ready: dict[str, Any] = {}
        self._probe = probe
        self._processes: set[subprocess.Popen[bytes]] = set()

    def wait_ready(self) -> None:
        """Try out what holds, if asked to.

        Raises
        ------
        CannotStart
            No process can be started, or root cannot be given up.
        """
        if not self._probe:
            return
        try:
            probed = subprocess.run(
                python("once", self._settings | {"probe": True}),
                input=b"",
                capture_output=True,
                env=environment(),
                timeout=_PROBE_SECONDS,
                check=True,
            )
            self.ready = json.loads(probed.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            raise CannotStart.after_output(getattr(error, "stderr", None) or b"", error) from error
        if "refused" in self.ready:
            raise CannotStart.as_root(self.ready["refused"])
        self.dropped_root = bool(self.ready["dropped_root"])

    def fork(self, packed: bytes, more: bool = False) -> Fork:
        """Start a new process that runs a packed job, and no other.

        Raises
        ------
        WorkerDied
            No process could be started.
        """
        try:
            process = subprocess.Popen(
                python("once", self._settings | {"probe": False}),
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise WorkerDied(f"no process could be started ({error})") from error
        self._processes = {other for other in self._processes if other.poll() is None} | {process}
        return SpawnedFork(process, packed)

    def abort(self) -> None:
        """End what it runs now."""
        for process in tuple(self._processes):
            process.kill()

    def close(self) -> None:
        """Do nothing: each fork has ended its own process."""


class SpawnedFork:
    """A new process that runs one submission.

    Threads feed it and collect its output, because not every system can wait for two pipes at
    once.
    """

    def __init__(self, process: subprocess.Popen[bytes], packed: bytes) -> None:
        self._process = process
        self._arrived: queue.Queue[tuple[Stream, bytes]] = queue.Queue(64)
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        work = (
            (self._give, (process.stdin, packed)),
            (self._collect, ("result", process.stdout)),
            (self._collect, ("text", process.stderr)),
        )
        self._waited = 0.0
        self._threads = [threading.Thread(target=do, args=what, daemon=True) for do, what in work]
        for thread in self._threads:
            thread.start()

    def run(self, packed: bytes, seconds: float) -> bool:
        """See `autograder.sandbox.fork.Fork.run`."""
        return False

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """See `autograder.sandbox.fork.Fork.receive`."""
        try:
            return [self._arrived.get(timeout=seconds)]
        except queue.Empty:
            return []

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        """See `autograder.sandbox.fork.Fork.end`."""
        try:
            self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        text, end = b"", time.monotonic() + _LAST_SECONDS
        while self._has_more() and time.monotonic() < end:
            for stream, data in self.receive(0.05):
                text += data if stream == "text" and len(text) < _AT_ONCE else b""
        return None if finished else Ending.of(self._process.returncode), text

    def waited(self) -> float:
        """See `autograder.sandbox.fork.Fork.waited`."""
        before, self._waited = self._waited, waited(self._process.pid)
        return max(self._waited - before, 0.0)

    def _has_more(self) -> bool:
        return any(thread.is_alive() for thread in self._threads) or not self._arrived.empty()

    def close(self) -> None:
        """End the process if it still runs."""
        self._process.kill()
        self._process.wait()

    @staticmethod
    def _give(stream: IO[bytes], packed: bytes) -> None:
        try:
            with stream:
                stream.write(packed)
        except OSError:
            pass  # it ended before it read everything; how it ended explains the rest

    def _collect(self, name: Stream, stream: IO[bytes]) -> None:
        with stream:
            while data := stream.read1(_AT_ONCE):  # type: ignore[attr-defined]
                self._arrived.put((name, data))
        self._arrived.put((name, b""))
