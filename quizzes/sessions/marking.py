"""From an answer to points and to what the learner reads; nothing here reads or writes anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quizzes.text import counted
from quizzes.types import Answer, AskedQuestion, Note, Solution, is_blank


@dataclass(frozen=True)
class Marked:
    """The mark of one answer.

    ``share`` is the part of the ``points`` earned, between 0 and 1; ``blank`` says that nothing was
    answered; ``notes`` are on every part of the question, and ``solution`` is the right answer
    where the notes do not say it.
    """

    question: str
    share: float
    points: float
    blank: bool
    notes: tuple[Note, ...]
    explanation: str
    solution: Solution

    @property
    def score(self) -> float:
        """Points earned."""
        return self.share * self.points

    @property
    def right(self) -> bool:
        """Whether the answer earned all points."""
        return self.share >= 1.0

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions behind what was chosen."""
        return tuple(
            dict.fromkeys(
                note.misconception for note in self.notes if note.chosen and note.misconception
            )
        )

    def verdict(self) -> str:
        """Return one line on how it went."""
        if self.blank:
            return "Not answered."
        if self.right:
            return "Right."
        if self.share > 0:
            return f"Partly right: {self.score:.3g} of {counted(self.points, 'point')}."
        return "Not yet."


def read_answer(question: AskedQuestion, given: Any) -> Answer | None:
    """Return an answer in ids, or None for a blank one.

    Parameters
    ----------
    question
        The question that was asked.
    given
        A Python value of a notebook, JSON of a widget, or a line typed in a terminal.

    Raises
    ------
    AnswerError
        `given` is no answer to this question. The message says what to write.
    """
    return None if is_blank(given) else question.read(given)


def mark(question: AskedQuestion, answer: Answer | None) -> Marked:
    """Mark one answer.

    Parameters
    ----------
    question
        The question that was asked.
    answer
        The answer in ids, as `read_answer` returns it; None is a blank and earns nothing.
    """
    share = 0.0 if answer is None else min(1.0, max(0.0, question.share(answer)))
    return Marked(
        question.id,
        share,
        question.points,
        answer is None,
        tuple(question.notes(answer)),
        question.explanation,
        question.solution(),
    )
