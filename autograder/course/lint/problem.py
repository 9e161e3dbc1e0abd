"""What `gatewise lint` reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, int, int], None]
"""Called with what is being tried, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Problem:
    """Something that does not hold in a course.

    Parameters
    ----------
    rule
        The name of the rule that is broken, such as ``"hints"``.
    where
        The exercise, the misconception or the file.
    message
        What was seen, what should hold, and what to try.
    """

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.where}: {self.message}"
