"""What a submission earned and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.data.diagnosis import Diagnosis

Status = Literal[
    "passed", "wrong", "raised", "timed_out", "not_attempted", "skipped", "grader_error"
]
"""Seven different things. ``skipped``: not judged, because *right values* does not hold or the
submission's time was up."""


@dataclass(frozen=True)
class CriterionGrade:
    """One named behaviour: all of its cases hold, or it earns nothing."""

    name: str
    status: Status
    score: float
    max_score: float


@dataclass(frozen=True)
class Explanation:
    """What a learner reads, part by part. Any part may be empty.

    ``headline`` names what is wrong, ``evidence`` is what was seen, ``reason`` why it matters, and
    ``next_step`` what to try.
    """

    evidence: str = ""
    next_step: str = ""
    headline: str = ""
    reason: str = ""

    @property
    def message(self) -> str:
        """All but the next step, as one text."""
        return " ".join(part for part in (self.headline, self.evidence, self.reason) if part)


@dataclass(frozen=True)
class ExerciseGrade:
    """What one exercise earned and why. ``score`` is ``None`` where a person has to look."""

    slug: str
    status: Status
    score: float | None
    max_score: float
    explanation: Explanation
    criteria: tuple[CriterionGrade, ...] = ()
    misconceptions: tuple[str, ...] = ()
    follow_through: bool = False
    diagnosis: Diagnosis | None = None

    @property
    def message(self) -> str:
        """What the learner reads, without the next step."""
        return self.explanation.message

    @property
    def next_step(self) -> str:
        """What the learner should try."""
        return self.explanation.next_step


@dataclass(frozen=True)
class Grade:
    """The marks of one submission for one unit.

    ``score`` is ``None`` as soon as one exercise has none, and where there are no exercises.
    """

    submission: str
    unit: str
    exercises: tuple[ExerciseGrade, ...]
    isolation: str
    notes: tuple[str, ...] = ()
    title: str = ""

    @property
    def max_score(self) -> float:
        """The points of all exercises together."""
        return sum(exercise.max_score for exercise in self.exercises)

    @property
    def score(self) -> float | None:
        """The sum of the scores, ``None`` where an exercise has none."""
        scores = [exercise.score for exercise in self.exercises]
        known = [score for score in scores if score is not None]
        return round(sum(known), 4) if scores and len(known) == len(scores) else None

    @property
    def needs_person(self) -> bool:
        """Whether a person has to look before there is a mark."""
        return self.score is None

    @property
    def next_step(self) -> str:
        """The one thing to do next: that of the first exercise which has not passed."""
        return next(
            (exercise.next_step for exercise in self.exercises if exercise.status != "passed"), ""
        )
