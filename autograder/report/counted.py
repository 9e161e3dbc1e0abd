"""The marks that count: those of the gradebook, with marks by hand and late penalties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from autograder.report.text import points


@dataclass(frozen=True)
class HandMark:
    """A mark that a person gave for one exercise in place of the grader's.

    ``graded`` is the grader's own mark for what was submitted last, ``None`` where it gave none.
    ``extra`` is credit on top.
    """

    slug: str
    score: float
    max_score: float
    graded: float | None
    extra: float = 0.0

    @property
    def text(self) -> str:
        """The mark in a few words, with the grader's where that is another."""
        said = f"{points(self.score)}/{points(self.max_score)} by hand for {self.slug}"
        if self.graded is not None and self.graded != self.score:
            said += f" (the grader gives {points(self.graded)})"
        return said


@dataclass(frozen=True)
class CountedMarks:
    """What counts for one submission.

    ``score`` has the penalty taken off. It is ``None`` as long as a person has to decide about an
    exercise.
    """

    score: float | None
    max_score: float
    by_hand: tuple[HandMark, ...] = ()
    penalty: float = 0.0

    @property
    def remark(self) -> str:
        """What makes these marks differ from the grader's; empty where nothing does."""
        said = [mark.text for mark in self.by_hand]
        if self.penalty:
            said.append(f"late: −{points(self.penalty)} points")
        return "; ".join(said)

    @property
    def text(self) -> str:
        """The score as a table shows it."""
        if self.score is None:
            return "person"
        return f"{points(self.score)}/{points(self.max_score)}"

    def hand_mark(self, slug: str) -> HandMark | None:
        """The mark by hand for one exercise, if there is one."""
        return next((mark for mark in self.by_hand if mark.slug == slug), None)


Counted: TypeAlias = Mapping[tuple[str, str], CountedMarks]
"""The marks that count, by unit and learner."""
