"""How well graded questions measure: classical test theory on first attempts.

Formulas are from Crocker & Algina, *Introduction to Classical and Modern Test Theory* (1986), and
from Kelley (1939) for the upper and lower 27 %. Variances are those of the population (divided by
n), as KR-20 needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from quizzes.graded import QuestionMark, mark_sources
from quizzes.types import AskedQuestion

ENOUGH = 30
"""The number of learners below which figures are shown but nothing is concluded from them."""

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Attempt:
    """One learner's marks for a quiz, and when it was submitted."""

    learner: str
    when: datetime
    marks: Sequence[QuestionMark]


@dataclass(frozen=True)
class Pick:
    """One option: the share of learners who picked it, and its correlation with other marks."""

    name: str
    right: bool
    share: float
    rest_correlation: float | None


@dataclass(frozen=True)
class ItemFigures:
    """The figures of one question.

    ``difficulty`` is the mean share of its marks, so an easy question is near 1.
    ``rest_correlation`` is the correlation of its marks with those of all other questions, and
    ``upper_lower`` the mean share among the best 27 % less that among the weakest; both are None
    where nothing varies. ``unused`` are wrong options that nobody picked. ``concern`` is a sentence
    for the instructor, given only where the class is large enough.
    """

    question: str
    answered: int
    difficulty: float
    rest_correlation: float | None
    upper_lower: float | None
    picks: tuple[Pick, ...]
    unused: tuple[str, ...]
    concern: str | None


@dataclass(frozen=True)
class QuizFigures:
    """The figures of a whole quiz.

    ``mean``, ``deviation`` and ``max_score`` are in points. ``reliability`` is KR-20 or Cronbach's
    alpha (``coefficient`` says which), and ``error`` the standard error of measurement in points;
    both are None with fewer than two questions, or where nothing varies.
    """

    learners: int
    mean: float
    deviation: float
    max_score: float
    coefficient: str
    reliability: float | None
    error: float | None
    items: tuple[ItemFigures, ...]

    @property
    def enough(self) -> bool:
        """Whether the class is large enough to conclude anything."""
        return self.learners >= ENOUGH


def attempt_of(
    questions: Sequence[AskedQuestion],
    learner: str,
    when: datetime,
    answers: Mapping[str, str],
    adjusted: Mapping[str, float] | None = None,
) -> Attempt:
    """Mark one learner's attempt by the key as it is now.

    Parameters
    ----------
    questions
        The questions with their keys.
    learner
        Who answered.
    when
        When it was submitted.
    answers
        The sources of the answer cells by name.
    adjusted
        Marks in points that a person gave instead, by the same names.
    """
    marks = mark_sources(questions, answers)
    return Attempt(
        learner,
        when,
        [
            (
                replace(mark, score=min(mark.max_score, max(0.0, (adjusted or {})[mark.grade_id])))
                if mark.grade_id in (adjusted or {})
                else mark
            )
            for mark in marks
        ],
    )


def first_attempts(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the earliest attempt of each learner; later ones measure what the feedback taught."""
    first: dict[str, Attempt] = {}
    for attempt in sorted(attempts, key=lambda attempt: (attempt.when, attempt.learner)):
        first.setdefault(attempt.learner, attempt)
    return list(first.values())


def analyse(attempts: Iterable[Attempt], questions: Sequence[AskedQuestion]) -> QuizFigures:
    """Return the figures of a quiz; only first attempts count.

    Parameters
    ----------
    attempts
        The attempts of all learners, in any order.
    questions
        The questions of the quiz, in order.

    Raises
    ------
    ValueError
        There is no attempt.
    """
    first = first_attempts(attempts)
    if not first:
        raise ValueError("Nobody has submitted this quiz yet, so there is nothing to analyse.")
    marks = [{mark.question: mark for mark in attempt.marks} for attempt in first]
    points = np.array([question.points for question in questions])
    scores = np.array([[_score(row.get(question.id)) for question in questions] for row in marks])
    totals = scores.sum(axis=1)
    items = tuple(
        _item(question, scores[:, place], totals, [row.get(question.id) for row in marks])
        for place, question in enumerate(questions)
    )
    zero_or_all = bool(np.all((scores == 0) | (scores == points)))
    reliability = alpha(scores)
    deviation = float(totals.std())
    error = (
        deviation * float(np.sqrt(1 - reliability))
        if reliability is not None and reliability <= 1
        else None
    )
    kuder_richardson = zero_or_all and len(set(points)) == 1
    return QuizFigures(
        len(first),
        float(totals.mean()),
        deviation,
        float(points.sum()),
        "KR-20" if kuder_richardson else "alpha",
        reliability,
        error,
        items,
    )


def alpha(scores: Scores) -> float | None:
    """Return Cronbach's alpha of scores ``(learners, questions)``; KR-20 for all-or-nothing marks.

    It is None with fewer than two questions, or where totals do not vary.
    """
    count = scores.shape[1]
    spread = float(scores.sum(axis=1).var())
    return (
        None
        if count < 2 or spread == 0
        else count / (count - 1) * (1 - float(scores.var(axis=0).sum()) / spread)
    )


def correlation(first: Scores, second: Scores) -> float | None:
    """Return Pearson's correlation of two vectors, or None where either does not vary."""
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def upper_lower(shares: Scores, totals: Scores, part: float = 0.27) -> float | None:
    """Return the mean share of the best 27 % less that of the weakest.

    Learners with equal totals at the border count in part.

    Parameters
    ----------
    shares
        Each learner's share of the marks for one question, shape ``(learners,)``.
    totals
        Each learner's points in the quiz, shape ``(learners,)``.
    part
        The size of both groups, as a share of all learners.

    Returns
    -------
    float or None
        None where a group would hold less than one learner, or where totals do not vary.
    """
    size = part * len(totals)
    if size < 1 or np.ptp(totals) == 0:
        return None

    def mean(order: Scores) -> float:
        weights, left = np.zeros(len(totals)), size
        for value in np.unique(order)[::-1]:
            tied = order == value
            weights[tied] = min(1.0, left / tied.sum())
            left -= weights[tied].sum()
            if left <= 1e-12:
                break
        return float((weights * shares).sum() / weights.sum())

    return mean(totals) - mean(-totals)


def _score(mark: QuestionMark | None) -> float:
    """Return the points of a mark; 0 for none, also where a person has not given one yet."""
    return (mark.score if mark else None) or 0.0


def _item(
    question: AskedQuestion,
    scores: Scores,
    totals: Scores,
    own: Sequence[QuestionMark | None],
) -> ItemFigures:
    shares, rest = scores / question.points, totals - scores
    picks = []
    for name, right in question.possible_picks().items():
        picked = np.array([float(mark is not None and name in mark.picked) for mark in own])
        picks.append(Pick(name, right, float(picked.mean()), correlation(picked, rest)))
    difficulty, tie = float(shares.mean()), correlation(scores, rest)
    unused = tuple(pick.name for pick in picks if not pick.right and pick.share == 0)
    answered = sum(mark is not None and mark.status != "not_attempted" for mark in own)
    return ItemFigures(
        question.id,
        answered,
        difficulty,
        tie,
        upper_lower(shares, totals),
        tuple(picks),
        unused,
        _concern(difficulty, tie, picks) if len(own) >= ENOUGH else None,
    )


def _concern(difficulty: float, tie: float | None, picks: Sequence[Pick]) -> str | None:
    if tie is not None and tie < 0:
        return "Those who know more do worse here: check the key and the wording."
    strong = [pick.name for pick in picks if not pick.right and (pick.rest_correlation or 0) > 0.1]
    if strong:
        return f"Stronger learners pick {', '.join(strong)}: check whether it is really wrong."
    if difficulty > 0.95:
        return "Nearly everyone gets it right, so it tells little apart."
    return "It hardly goes with the rest of the quiz." if tie is not None and tie < 0.1 else None
