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
    """Raise `TooLong` when the body computes for longer. For the main thread of trusted code only.

    Parameters
    ----------
    seconds
        How much computing time this process may take for the body. A machine that is busy with
        other things takes nothing from it, so that a report does not depend on that.
    """

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
