"""End a learner's call in their own kernel when it takes too long, as the sandbox would."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import CodeType, FrameType
from typing import Any

from autograder.data.own_time import OwnDeadline

AGAIN = 0.25
"""Seconds between two attempts to end a call whose code catches everything."""
_LEAST_LEFT = 0.01
"""Seconds left that are too few to set a timer again."""
_TOOL = 4
"""Our number among the tools that watch Python's steps (`sys.monitoring`); no known tool has it."""
HAS_TIMER = hasattr(signal, "setitimer") and sys.platform != "emscripten"
"""Whether the system can interrupt Python; a browser and Windows cannot."""


class TookTooLong(BaseException):
    """A call had no time left. It is no `Exception`, so that learners' code seldom catches it."""


@contextlib.contextmanager
def time_limit(deadline: OwnDeadline) -> Iterator[None]:
    """Raise `TookTooLong` in the block once no time is left.

    Where a system has no timer for that (a browser, Windows), a loop written in Python is ended at
    its next turn. A call that never comes back to Python, or Windows with Python 3.11, is ended by
    nothing. Outside of the main thread nothing ends the block either: then a person can interrupt
    it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
    elif HAS_TIMER:
        with _timer(deadline):
            yield
    else:
        with watched_turns(deadline):
            yield


@contextlib.contextmanager
def _timer(deadline: OwnDeadline) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        left = deadline.left()
        if left < _LEAST_LEFT:
            raise TookTooLong
        signal.setitimer(signal.ITIMER_REAL, left, AGAIN)

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(deadline.left(), 0.001), AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def watched_turns(deadline: OwnDeadline) -> Iterator[None]:
    """Look at the clock whenever a loop in the block begins another turn.

    Does nothing before Python 3.12, or where another tool has our number.
    """
    monitoring: Any = getattr(sys, "monitoring", None)
    if monitoring is None or monitoring.get_tool(_TOOL) is not None:
        yield
        return
    look_again = time.monotonic() + deadline.left()

    def turn(code: CodeType, offset: int, destination: int) -> None:
        nonlocal look_again
        if time.monotonic() < look_again:
            return
        left = deadline.left()
        look_again = time.monotonic() + (left if left > 0 else AGAIN)
        if left <= 0:
            raise TookTooLong

    monitoring.use_tool_id(_TOOL, "gatewise")
    try:
        monitoring.register_callback(_TOOL, monitoring.events.JUMP, turn)
        monitoring.set_events(_TOOL, monitoring.events.JUMP)
        yield
    finally:
        monitoring.set_events(_TOOL, monitoring.events.NO_EVENTS)
        monitoring.register_callback(_TOOL, monitoring.events.JUMP, None)
        monitoring.free_tool_id(_TOOL)
