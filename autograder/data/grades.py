"""What a submission earned and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from autograder.data.diagnosis import Diagnosis

Status = Literal[
    "passed", "wrong", "raised", "timed_out", "not_attempted", "skipped", "grader_error"
]
"""What became of an exercise or a criterion. ``skipped`` means that it was not judged, because
*right values* does not hold or the submission's time was up."""


@dataclass(frozen=True)
class CriterionGrade:
    """What one criterion earned: all of its points, or none."""

    name: str
    status: Status
    score: float
    max_score: float


@dataclass(frozen=True)
class Explanation:
    """What a learner reads, in parts. Any part may be empty.

    Parameters
    ----------
    evidence
        What was seen.
    next_step
        What to try.
    headline
        What is wrong, by its name.
    reason
        Why it is wrong.
    hints
        What to try after that, each more exact than the one before.
    """

    evidence: str = ""
    next_step: str = ""
    headline: str = ""
    reason: str = ""
    hints: tuple[str, ...] = ()

    def at_attempt(self, number: int) -> Explanation:
        """What to read when the same is wrong for the first time, the second time, and so on.

        Each time another hint takes the place of the next step, until the last one stays.
        """
        place = min(number - 1, len(self.hints))
        if place < 1:
            return self
        hint = self.hints[place - 1]
        return replace(self, next_step=f"Hint {place} of {len(self.hints)}: {hint}")

    @property
    def message(self) -> str:
        """Headline, evidence and reason as one text."""
        return " ".join(part for part in (self.headline, self.evidence, self.reason) if part)


@dataclass(frozen=True)
class Afterwards:
    """What a learner reads at home once an exercise has passed.

    Parameters
    ----------
    text
        What they can do now, in sentences.
    form
        A short way to write the function, to compare with; empty where the kit has none.
    """

    text: str
    form: str = ""


@dataclass(frozen=True)
class ExerciseGrade:
    """What one exercise earned and why.

    Parameters
    ----------
    slug, status
        The exercise, and what became of it.
    score, max_score
        The points that it earned, ``None`` where a person has to look, and the most it can earn.
    explanation
        What the learner reads.
    criteria
        What every criterion earned.
    misconceptions
        The slugs of the misconceptions that were recognised.
    follow_through
        It is right only given an earlier misconception of the same submission, and has its marks.
    diagnosis
        What is wrong, ``None`` where nothing is or nothing was run.
    printed
        What the function printed in the case that the diagnosis shows, at home. Empty in grading.
    afterwards
        What comes after passing, at home. ``None`` in grading.
    """

    slug: str
    status: Status
    score: float | None
    max_score: float
    explanation: Explanation
    criteria: tuple[CriterionGrade, ...] = ()
    misconceptions: tuple[str, ...] = ()
    follow_through: bool = False
    diagnosis: Diagnosis | None = None
    printed: str = field(default="", compare=False)
    afterwards: Afterwards | None = field(default=None, compare=False)

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

    Parameters
    ----------
    submission
        The learner in a course, else the file as it was named.
    unit, title
        The slug of the unit and its title.
    exercises
        The grade of every exercise, in the order of the unit.
    isolation
        The level at which the submission was run.
    notes
        What its author or an instructor should know about how it was read and run.
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
        """The sum of the scores; ``None`` where an exercise has none, or there are no exercises."""
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
