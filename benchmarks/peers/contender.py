"""A grader in the race: what its submissions cost so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from benchmarks.peers.graders import Grader, Result


@dataclass
class Contender:
    """One grader, how many submissions it takes in its turn, and what they cost."""

    name: str
    grade: Grader
    turn: int
    results: list[Result] = field(default_factory=list)

    def wall(self) -> float:
        """Seconds by the clock, the median over its submissions."""
        return median(result.wall for result in self.results)

    def cpu(self) -> float:
        """Seconds of the processor, the median over its submissions."""
        return median(result.cpu for result in self.results)
