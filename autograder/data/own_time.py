"""Time by the clock, without what a process waited while others had the processors.

A limit on it means the same on a busy machine as on a quiet one: a process that computes has as
much computing time, and one that only waits for something else is stopped no later.
"""

from __future__ import annotations

import os
import time

_PROCESSES = "/proc"


def own_time() -> float:
    """Seconds by the clock, from an arbitrary start, that this process did not have to wait.

    Counts for the main thread. It is the plain clock where the system does not tell the difference
    (anywhere but on Linux).
    """
    return time.monotonic() - _waited_itself("self")


class OwnDeadline:
    """When so many seconds of own time are over.

    Parameters
    ----------
    seconds
        How many seconds there are, from now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = own_time() + seconds
        self._look = time.monotonic() + seconds

    def left(self) -> float:
        """How many seconds are left, at least: own time passes no faster than the clock."""
        by_the_clock = self._look - time.monotonic()
        if by_the_clock > 0:  # this clock is read in a hundredth of the time
            return by_the_clock
        left = self._end - own_time()
        self._look = time.monotonic() + left
        return left


def waited(process: int) -> float:
    """How long the processes at the ends of a tree of processes waited for a processor, in seconds.

    These are the ones that run something: what started them waits for them, not for a processor.
    It is 0 where the system does not say (anywhere but on Linux, or where the process is gone).

    Parameters
    ----------
    process
        The id of the process at the root of the tree.
    """
    started = _started_by(process)
    return sum(map(waited, started)) if started else _waited_itself(str(process))


def _started_by(process: int) -> list[int]:
    try:
        return [int(word) for word in _read(f"{process}/task/{process}/children").split()]
    except (OSError, ValueError):
        return []


def _waited_itself(process: str) -> float:
    """Linux counts it in nanoseconds, as the second number here (its ``sched-stats.rst``)."""
    try:
        return int(_read(f"{process}/schedstat").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _read(name: str) -> bytes:
    """What a small file of the system says. `open` would take five times as long."""
    descriptor = os.open(f"{_PROCESSES}/{name}", os.O_RDONLY)
    try:
        return os.read(descriptor, 1 << 12)
    finally:
        os.close(descriptor)
