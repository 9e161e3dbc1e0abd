"""End a learner's call in their own kernel when it takes too long, as the sandbox would."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

AGAIN = 0.25
"""Seconds between two attempts to end a call whose code catches everything."""


class TookTooLong(BaseException):
    """A call had no time left. It is no `Exception`, so that learners' code seldom catches it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TookTooLong` in the block once it has run for so many seconds of wall-clock time.

    Where a system has no timer for that (Windows), or outside of the main thread, nothing ends the
    block: then a person can interrupt it.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
