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
    """The warm process ended or stopped answering. The submission can be run again in a new one."""


class CannotStart(PermissionError):
    """No warm process can be started, or none that would be safe. Says why and what to try."""

    @classmethod
    def after_output(cls, stderr: bytes, otherwise: object = "it said nothing") -> CannotStart:
        """The error for a process that ended before it was ready.

        Parameters
        ----------
        stderr
            What the process wrote to standard error. The last line is quoted.
        otherwise
            What to quote where it wrote nothing.
        """
        lines = stderr.decode(errors="replace").strip().splitlines()
        return cls(
            "The process that runs learner code did not start"
            f" ({lines[-1] if lines else otherwise}). It needs Python with NumPy. Run `gatewise"
            " doctor` to see what this machine allows."
        )

    @classmethod
    def too_late(cls, seconds: float) -> CannotStart:
        """The error for a process that was not ready after so many seconds."""
        return cls(
            f"The process that runs learner code was not ready after {seconds:g} seconds. Try again"
            " when this machine is less busy."
        )

    @classmethod
    def as_root(cls, reason: str) -> CannotStart:
        """The error for a process that could not become another user than root."""
        return cls(
            f"This is running as root, and root could not be given up ({reason}). Learner code"
            " never runs as root. Run it as an ordinary user, or give this container the right to"
            " change users."
        )


@dataclass(frozen=True)
class Ending:
    """How a fork ended: its exit code, and the number of the signal that ended it (0 for none)."""

    exit_code: int
    signal: int

    @classmethod
    def of(cls, code: int) -> Ending:
        """The ending for an exit code as Python reports it: a negative one stands for a signal."""
        return cls(max(code, 0), max(-code, 0))

    def explain(self) -> str:
        """How the fork ended, for the learner, with the submission as ``it``."""
        if self.signal:
            name = signal.Signals(self.signal).name
            return _SIGNALS.get(name, f"it was ended by {name}")
        return f"it ended Python itself (exit code {self.exit_code})"


class Fork(Protocol):
    """A process that runs one submission."""

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """What the fork has written, after at most ``seconds``.

        A stream that has ended gives no bytes, once.
        """

    def run(self, packed: bytes, seconds: float) -> bool:
        """Let a fork that is done with one job run another of the same submission.

        Returns whether it got it within ``seconds``.
        """

    def end(self, finished: bool) -> tuple[Ending | None, bytes]:
        """End the fork if it still runs. Returns how it ended, and the text that was left.

        Parameters
        ----------
        finished
            Whether the fork has reported that everything is done. How it ended may then be None,
            because nobody has to wait for that.

        Raises
        ------
        WorkerDied
            The warm process is gone.
        """

    def waited(self) -> float:
        """How many seconds it was kept waiting by other processes since this was last asked."""

    def close(self) -> None:
        """Close the pipes to the fork."""


class Starter(Protocol):
    """Starts forks: a warm process, or where that is not possible a new Python for each fork."""

    ready: dict[str, Any]
    dropped_root: bool

    @property
    def namespaces(self) -> Namespaces:
        """How the forks get namespaces of their own."""

    def wait_ready(self) -> None:
        """Wait until it can fork.

        Raises
        ------
        CannotStart
            It did not start.
        """

    def fork(self, packed: bytes, more: bool = False) -> Fork:
        """Start a process that runs a packed job, and if asked for ``more``, others after it.

        Raises
        ------
        WorkerDied
            The warm process is gone.
        """

    def abort(self) -> None:
        """End what it runs now. Another thread may be waiting for it."""

    def close(self) -> None:
        """End it and everything that it started."""
