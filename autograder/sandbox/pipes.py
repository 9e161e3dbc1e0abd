"""The trusted end of the pipes to one fork."""

from __future__ import annotations

import os
import select
import struct
import time
from typing import Protocol

from autograder.sandbox.fork import Ending, Stream

_AT_ONCE = 1 << 18
"""How many bytes are read from a pipe at once."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.0015, 0.016
"""How many seconds pass between two looks at the pipes of a fork."""
_MUCH = 1 << 14
"""After this many bytes at once, more are expected, and there is no pause."""


class Reaper(Protocol):
    """Ends forks."""

    def waited(self) -> float:
        """How many seconds the forks that are there were kept waiting, in all."""

    def reap(self, wait: bool) -> Ending | None:
        """See `autograder.sandbox.worker.Worker.reap`."""


class PipedFork:
    """The trusted end of a fork's pipes.

    Waiting for data would cost more than the calls, because a fork writes a frame for each call.
    Instead the pipes are read at intervals, and at once when the fork has closed one of them, as it
    does when its first job is done. Frames of further jobs come together, and are waited for.

    Parameters
    ----------
    worker
        Ends the fork, and knows how long it had to wait.
    result, text
        The ends of the pipes that are read.
    jobs
        The end of the pipe that further jobs are written to, ``None`` where there are none.
    """

    def __init__(
        self,
        worker: Reaper,
        result: int,
        text: int,
        jobs: int | None = None,
    ) -> None:
        self._worker, self._jobs = worker, jobs
        self._streams: dict[int, Stream] = {result: "result", text: "text"}
        self._still_open = [text, result]
        self._pause, self._waits = _SHORTEST_PAUSE, False
        self._waited = 0.0
        self._poll = select.poll()
        for descriptor in self._streams:
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, 0)
        if jobs is not None:
            os.set_blocking(jobs, False)

    def run(self, packed: bytes, seconds: float) -> bool:
        """See `autograder.sandbox.fork.Fork.run`."""
        if self._jobs is None:
            return False
        (result,) = (place for place, stream in self._streams.items() if stream == "result")
        if result not in self._still_open:
            return False
        self._poll.modify(result, select.POLLIN)
        self._waits = True
        left, end = memoryview(struct.pack("<Q", len(packed)) + packed), time.monotonic() + seconds
        while left:
            if not select.select([], [self._jobs], [], max(end - time.monotonic(), 0))[1]:
                return False
            try:
                left = left[os.write(self._jobs, left) :]
            except OSError:  # it is gone
                return False
        return True

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """See `autograder.sandbox.fork.Fork.receive`."""
        self._poll.poll((seconds if self._waits else min(seconds, self._pause)) * 1000)
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
            if len(data) > _MUCH and self._streams[descriptor] == "result":
                self._pause = 0.0  # a flood of text may wait
            received.append((self._streams[descriptor], data))
        return received

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        """See `autograder.sandbox.fork.Fork.end`."""
        ending = self._worker.reap(wait=not finished)
        (text,) = (descriptor for descriptor, stream in self._streams.items() if stream == "text")
        try:
            return ending, os.read(text, _AT_ONCE)
        except BlockingIOError:
            return ending, b""

    def waited(self) -> float:
        """See `autograder.sandbox.fork.Fork.waited`."""
        before, self._waited = self._waited, self._worker.waited()
        return max(self._waited - before, 0.0)

    def close(self) -> None:
        """Close all pipes."""
        for descriptor in (*self._streams, *([] if self._jobs is None else [self._jobs])):
            os.close(descriptor)
