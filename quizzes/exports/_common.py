"""What the formats share: the result of an export, and what no format can say."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.types import AskedQuestion, LeftOut


@dataclass(frozen=True)
class Export:
    """One file, the ids of the questions in it, and sentences on what it could not carry."""

    text: str
    carried: tuple[str, ...]
    left_out: tuple[str, ...]


def note_losses(
    left_out: LeftOut, question: AskedQuestion, *, hints: bool, points: bool = False
) -> None:
    """Record what no format has a place for.

    Parameters
    ----------
    left_out
        Collects what is lost.
    question
        The question that is exported.
    hints, points
        Whether this format has no place for hints, or for points.
    """
    if any(reply.misconception for reply in question.replies()):
        left_out.add(
            "The misconception that a wrong answer stands for is not part of the format",
            question.id,
        )
    if question.hints and hints:
        left_out.add("Hints are not part of the format", question.id)
    if points and question.points != 1:
        left_out.add("Points are not part of the format", question.id)
    for loss in question.format_losses():
        left_out.add(loss, question.id)
