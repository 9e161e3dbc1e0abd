"""How much a hand-in may use, and which layers stand between it and the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one hand-in may use. Seconds are wall-clock time, measured by the trusted side."""

    exercise_seconds: float = 4.0
    """All calls of one exercise."""
    statement_seconds: float = 4.0
    """One statement at the top level."""
    top_level_seconds: float = 10.0
    """All statements at the top level."""
    job_seconds: float = 30.0
    """The whole hand-in, with every new start that it makes necessary."""
    memory_bytes: int = 512 << 20
    """Address space beyond what Python with NumPy takes."""
    result_bytes: int = 8 << 20
    """What one call may return."""
    text_bytes: int = 64 << 10
    """What is kept of the text that a hand-in prints."""
    source_bytes: int = 1 << 20
    """One chunk of source."""
