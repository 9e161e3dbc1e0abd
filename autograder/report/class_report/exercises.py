"""How each exercise went, which of them separates, and what is right only given an earlier one.

The figures are those of classical test theory: difficulty is the mean share of the points, and
separation the correlation of the points with those for all other exercises of the unit (Crocker &
Algina, *Introduction to Classical and Modern Test Theory*, 1986).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.data.grades import Status
from autograder.report.class_report.grades import UNJUDGED, UnitGrades, find_exercise
from autograder.report.json import GradeJson

ENOUGH = 30
"""Learners below which figures are shown and nothing is concluded from them."""
EASY, HARD, WEAK = 0.95, 0.2, 0.1


@dataclass(frozen=True)
class ExerciseFigures:
    """How one exercise went.

    Parameters
    ----------
    slug
        The exercise.
    counts
        How many learners have each status.
    learners
        How many learners the figures are made from: those with marks for all exercises of the unit,
        who attempted one of them.
    share
        The mean share of the points, so an easy exercise is near 1.
    separation
        The correlation of its points with those for the rest of the unit; ``None`` where there is
        no rest, or one of both does not vary.
    unnamed
        How many are wrong in a way that no misconception names.
    """

    slug: str
    counts: Mapping[Status, int]
    learners: int = 0
    share: float | None = None
    separation: float | None = None
    unnamed: int = 0

    @property
    def concern(self) -> str:
        """What the instructor should look at. Of a small class nothing is said."""
        if self.learners < ENOUGH or self.share is None:
            return ""
        if self.separation is not None and self.separation < 0:
            return "Those who do well elsewhere do worse here: look at the exercise."
        if self.share > EASY:
            return "Nearly everyone has it, so it tells little apart."
        if self.share < HARD:
            return "Hardly anyone has it: teach it again, or look at the exercise."
        if self.separation is not None and self.separation < WEAK:
            return "It hardly goes with the rest of the unit."
        return ""


@dataclass(frozen=True)
class Follows:
    """How many learners have ``later`` right, given what is wrong in their ``earlier``."""

    earlier: str
    later: str
    learners: int


def exercise_figures(unit: UnitGrades) -> list[ExerciseFigures]:
    """The figures of every exercise of a unit, in its order."""
    slugs = unit.slugs
    rows = [row for grade in unit.grades if (row := _points(unit, grade, slugs)) is not None]
    scores = np.array(rows, dtype=np.float64).reshape(len(rows), len(slugs))
    totals = scores.sum(axis=1)
    most = _most_points(unit)
    found = []
    for place, slug in enumerate(slugs):
        own = scores[:, place]
        found.append(
            ExerciseFigures(
                slug,
                unit.counts(slug),
                len(rows),
                float(own.mean() / most[slug]) if rows and most[slug] else None,
                correlation(own, totals - own),
                _unnamed(unit, slug),
            )
        )
    return found


def separates_best(figures: Sequence[ExerciseFigures]) -> str:
    """The exercise that separates best; empty where the class is too small to say so."""
    known = [item for item in figures if item.separation is not None and item.learners >= ENOUGH]
    best = max(known, key=lambda item: item.separation or 0.0, default=None)
    return best.slug if best and (best.separation or 0.0) >= WEAK else ""


def correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float | None:
    """Pearson's correlation of two vectors ``(learners,)``; ``None`` where either is constant."""
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def follows(unit: UnitGrades) -> list[Follows]:
    """What is right only given an earlier exercise that is wrong, the most frequent first."""
    found: Counter[tuple[str, str]] = Counter()
    for grade in unit.grades:
        for exercise in grade.exercises:
            if exercise.follow_through:
                found.update(
                    (earlier, exercise.slug) for earlier in _given(unit, grade, exercise.slug)
                )
    return [Follows(*names, count) for names, count in found.most_common()]


def _given(unit: UnitGrades, grade: GradeJson, slug: str) -> Iterator[str]:
    """The exercises with a recognised misconception that an exercise builds on, at any remove."""
    todo, seen = [slug], {slug}
    while todo and unit.key is not None:
        key = unit.key.exercise(todo.pop())
        for earlier in key.builds_on if key else ():
            if earlier in seen:
                continue
            seen.add(earlier)
            todo.append(earlier)
            found = find_exercise(grade, earlier)
            if found is not None and found.misconceptions:
                yield earlier


def _points(unit: UnitGrades, grade: GradeJson, slugs: Sequence[str]) -> list[float] | None:
    """The points for every exercise; ``None`` where one is open, or nothing was attempted."""
    if all(exercise.status in UNJUDGED for exercise in grade.exercises):
        return None
    points = {exercise.slug: unit.points_of(grade, exercise) for exercise in grade.exercises}
    known = [value for slug in slugs if (value := points.get(slug)) is not None]
    return known if len(known) == len(slugs) else None


def _most_points(unit: UnitGrades) -> dict[str, float]:
    return {
        exercise.slug: exercise.max_score for grade in unit.grades for exercise in grade.exercises
    }


def _unnamed(unit: UnitGrades, slug: str) -> int:
    """How many have an exercise wrong without a misconception that names it."""
    found = (find_exercise(grade, slug) for grade in unit.grades)
    return sum(
        exercise.status in ("wrong", "raised", "timed_out") and not exercise.misconceptions
        for exercise in found
        if exercise is not None
    )
