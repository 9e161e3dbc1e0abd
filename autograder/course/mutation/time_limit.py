"""A mutant may loop forever: end it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(BaseException):
    """A mutant does not end.

    It is no `Exception`, because what a mutant raises is recorded as its result.
    """


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TooLong` when the body takes longer. For the main thread of trusted code only.

    Parameters
    ----------
    seconds
        How long the body may take, by the clock on the wall.
    """

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
