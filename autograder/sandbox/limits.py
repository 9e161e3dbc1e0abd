"""How much a submission may use, and which layers keep it away from the machine."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Seconds are measured by the trusted side: by the clock, without what a fork had to wait while
    other processes had the processors.
    """

    exercise_seconds: float = 4.0
    """All calls of one exercise."""
    statement_seconds: float = 4.0
    """One statement at the top level."""
    top_level_seconds: float = 10.0
    """All statements at the top level."""
    job_seconds: float = 30.0
    """The whole submission, with every new start that it makes necessary."""
    waiting_seconds: float = 300.0
    """How long a submission may be kept waiting by other processes until that counts as well."""
    memory_bytes: int = 512 << 20
    """Address space beyond what Python with NumPy takes."""
    result_bytes: int = 4 << 20
    """What one call may return."""
    all_results_bytes: int = 32 << 20
    """What all calls of a submission may return together."""
    all_results_parts: int = 100_000
    """Numbers, texts, arrays and containers that all calls may return together. An array is one."""
    text_bytes: int = 64 << 10
    """What is kept of the text that a submission prints."""
    source_bytes: int = 1 << 20
    """One chunk of source, in characters."""


Namespaces = Literal["auto", "unshare", "bwrap", "none"]


@dataclass(frozen=True)
class Layers:
    """Which layers to put on, and how forks start.

    Only tests leave a layer out, to show what each stops.
    """

    limits: bool = True
    """POSIX limits."""
    landlock: bool = True
    """Landlock, which opens no file."""
    seccomp: bool = True
    """The filter of system calls."""
    namespaces: Namespaces = "auto"
    """How a warm process gets namespaces of its own: made from inside (``unshare``), by bubblewrap
    (``bwrap``), not at all (``none``), or by the first of these that works (``auto``)."""
    process: Literal["fork", "spawn", "local"] = "fork" if sys.platform == "linux" else "spawn"
    """A fork of a warm process for each submission, or a new Python where forks are not safe. A
    fork of this very process (``local``) is for one's own code alone."""
    rehearse: bool = True
    """Whether each fork runs a small submission of ours while it waits for its own. It answers
    sooner then, and takes more computing time in all: a class needs the time, not the answer."""
