"""What a fork is to the side that watches it, however it was started."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from autograder.sandbox.limits import Namespaces

Stream = Literal["result", "text"]

_SIGNALS = {
    "SIGSEGV": "it crashed Python (segmentation fault)",
    "SIGABRT": "it aborted Python",
    "SIGXCPU": "it used up its CPU time",
    "SIGKILL": "it was killed (out of memory, or it closed its channel)",
}


class WorkerDied(Exception):
    """The warm process ended or stopped answering. The hand-in can be run again in a new one."""


class CannotStart(PermissionError):
    """No warm process can be started, or none that would be safe. Says why and what to try."""

    @classmethod
    def having_said(cls, stderr: bytes, otherwise: object = "it said nothing") -> CannotStart:
        """For a process that ended before it was ready, with what it wrote last."""
        lines = stderr.decode(errors="replace").strip().splitlines()
        return cls(
            "The process that runs learner code did not start"
            f" ({lines[-1] if lines else otherwise}). It needs Python with NumPy. Run `gatewise"
            " doctor` to see what this machine allows."
        )

    @classmethod
    def as_root(cls, reason: str) -> CannotStart:
        """For a process that could not become another user than root."""
        return cls(
            f"This is running as root, and root could not be given up ({reason}). Learner code"
            " never runs as root. Run it as an ordinary user, or give this container the right to"
            " change users."
        )


@dataclass(frozen=True)
class Ending:
    """How a fork ended: its exit code or the signal that ended it, its CPU seconds and its peak
    memory.
    """

    exit_code: int
    signal: int
    cpu_seconds: float
    peak_kib: int

    def told(self) -> str:
        """In words, with the hand-in as ``it``."""
        if self.signal:
            name = signal.Signals(self.signal).name
            return _SIGNALS.get(name, f"it was ended by {name}")
        return f"it ended Python itself (exit code {self.exit_code})"


class Fork(Protocol):
    """A process that runs one hand-in."""

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """What it has written, after at most ``seconds``; nothing at all from a stream that has
        ended, once.
        """

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        """End it if it still runs; with how it ended comes the text that was left. Raises
        `WorkerDied`.

        How it ended may stay unsaid (None) for one that has said that it was ``finished``: nobody
        has to wait for that.
        """

    def close(self) -> None:
        """Let go of its pipes."""


class Starter(Protocol):
    """What starts forks: a warm process, or where there can be none, a cold start for each."""

    ready: dict[str, Any]
    dropped_root: bool

    @property
    def namespaces(self) -> Namespaces:
        """How it has namespaces of its own."""

    def wait_ready(self) -> None:
        """Wait until it can fork. Raises `CannotStart`."""

    def fork(self, packed: bytes) -> Fork:
        """Start a process that runs a packed job. Raises `WorkerDied`."""

    def abort(self) -> None:
        """End what it runs now, from another thread than the one that waits for it."""

    def close(self) -> None:
        """End it and what it started."""
