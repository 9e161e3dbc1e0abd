"""Read single keys from a terminal, without waiting for the end of a line."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator

_PAUSE = 0.05
"""Seconds between two looks at the keyboard where nothing can be waited for."""


def has_keyboard() -> bool:
    """Whether a person can press keys: standard input is a terminal."""
    try:
        return sys.stdin.isatty()
    except ValueError:  # it was closed
        return False


@contextlib.contextmanager
def keys(pressed: Callable[[str], None]) -> Iterator[None]:
    """Call `pressed` with each key, in a thread, until the block ends.

    Keys are not shown, and Control-C still interrupts. Nothing is read where there is no keyboard.
    """
    if not has_keyboard():
        yield
        return
    over = threading.Event()
    read = _windows if sys.platform == "win32" else _posix
    with _one_by_one():
        thread = threading.Thread(target=read, args=(pressed, over), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(1)


@contextlib.contextmanager
def _one_by_one() -> Iterator[None]:
    """Let the terminal hand on each key at once, and restore it at the end."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _posix(pressed: Callable[[str], None], over: threading.Event) -> None:
    import os
    import select

    terminal = sys.stdin.fileno()
    while not over.is_set():
        ready, _, _ = select.select([terminal], [], [], 4 * _PAUSE)
        if ready:
            data = os.read(terminal, 64)
            if not data:
                return
            for key in data.decode("utf-8", "ignore"):
                pressed(key)


def _windows(pressed: Callable[[str], None], over: threading.Event) -> None:
    import time

    if sys.platform == "win32":
        import msvcrt

        while not over.is_set():
            if msvcrt.kbhit():
                pressed(msvcrt.getwch())
            else:
                time.sleep(_PAUSE)
