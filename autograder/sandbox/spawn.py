"""Where processes cannot be forked safely (macOS, Windows): a new Python for each hand-in, its
limits, and no more.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from dataclasses import asdict
from typing import IO, Any

from autograder.sandbox.fork import CannotStart, Ending, Fork, Stream, WorkerDied
from autograder.sandbox.limits import Layers, Limits, Namespaces
from autograder.sandbox.python import environment, folders, python

_AT_ONCE = 1 << 16


class SpawnWorker:
    """Starts a new process for each hand-in, which takes about 0.2 s each time; otherwise like a
    warm one.
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
        """Probe what holds, if asked to. Raises `CannotStart`."""
        if not self._probe:
            return
        try:
            told = subprocess.run(
                python("once", self._settings | {"probe": True}),
                input=b"",
                capture_output=True,
                env=environment(),
                timeout=60,
                check=True,
            )
            self.ready = json.loads(told.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            raise CannotStart.having_said(getattr(error, "stderr", None) or b"", error) from error
        if "refused" in self.ready:
            raise CannotStart.as_root(self.ready["refused"])
        self.dropped_root = bool(self.ready["dropped_root"])

    def fork(self, packed: bytes) -> Fork:
        """Start a new process that runs a packed job. Raises `WorkerDied`."""
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
        self._processes.add(process)
        for ended in [each for each in self._processes if each.poll() is not None]:
            self._processes.discard(ended)
        return SpawnedFork(process, packed)

    def abort(self) -> None:
        """End what it runs now."""
        for process in tuple(self._processes):
            process.kill()

    def close(self) -> None:
        """Nothing is left to end."""


class SpawnedFork:
    """A process of its own. Two threads collect its output: not every system can wait for two pipes
    at once.
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
        self._threads = [threading.Thread(target=do, args=what, daemon=True) for do, what in work]
        for thread in self._threads:
            thread.start()

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        try:
            return [self._arrived.get(timeout=seconds)]
        except queue.Empty:
            return []

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        try:
            self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        text = b""
        while any(thread.is_alive() for thread in self._threads) or not self._arrived.empty():
            for stream, data in self.receive(0.05):
                text += data if stream == "text" and len(text) < _AT_ONCE else b""
        code = self._process.returncode
        return None if finished else Ending(max(code, 0), max(-code, 0), 0.0, 0), text

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    @staticmethod
    def _give(stream: IO[bytes], packed: bytes) -> None:
        try:
            with stream:
                stream.write(packed)
        except OSError:
            pass  # it ended before it read all; how it ended tells the rest

    def _collect(self, name: Stream, stream: IO[bytes]) -> None:
        with stream:
            while data := stream.read1(_AT_ONCE):  # type: ignore[attr-defined]
                self._arrived.put((name, data))
        self._arrived.put((name, b""))
