"""What learner code prints goes to the text pipe, and no more than the trusted side wants."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any


class Text(io.RawIOBase):
    """A text pipe that drops what comes after ``room`` bytes, without an error.

    ``room`` is a list of one number, which several pipes can share.
    """

    def __init__(self, descriptor: int, room: list[int]) -> None:
        self._pipe, self._room = io.FileIO(descriptor, "wb", closefd=False), room

    def writable(self) -> bool:
        """See `io.RawIOBase`."""
        return True

    def write(self, data: Any) -> int:
        """Write as many bytes as there is room for, and claim to have written all of them."""
        size = len(data)
        kept = bytes(data)[: self._room[0]]
        self._room[0] -= len(kept)
        if kept:
            self._pipe.write(kept)
        return size


CaughtText = tuple[Callable[[], int], Callable[[], None]]
"""A function that returns how many bytes have been written so far, and one after which no more are
written."""


def catch_text(room: int) -> CaughtText:
    """Let ``print`` and warnings go to the text pipe, at most ``room`` bytes together.

    The pipe is descriptors 1 and 2.
    """
    shared = [room]
    streams = [
        io.TextIOWrapper(
            io.BufferedWriter(Text(descriptor, shared)),
            "utf-8",
            "backslashreplace",
            line_buffering=True,
            write_through=True,
        )
        for descriptor in (1, 2)
    ]
    sys.stdout, sys.stderr = streams
    sys.__stdout__, sys.__stderr__ = streams  # type: ignore[misc]
    return lambda: room - shared[0], lambda: shared.__setitem__(0, 0)
