"""Feedback on a graded quiz that is held back until learners can no longer answer.

Who sees which answers were wrong, and may submit again, can try until all are right (TRUST.md).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook, MissingEntry

from autograder.notebooks.quizzes.assignments import is_quiz, release_of
from autograder.submission.course_folder import CourseFolder


def held_until(
    folder: CourseFolder, quiz: str, learner: str, db_url: str, now: datetime | None = None
) -> datetime | None:
    """The time until which a learner's feedback on a quiz is held back.

    Parameters
    ----------
    folder
        The course.
    quiz
        The assignment, which may also be a unit.
    learner
        The learner, whose own extension counts.
    db_url
        nbgrader's database.
    now
        The present time; that of the clock by default.

    Returns
    -------
    The learner's due date in UTC, or ``None`` where nothing is held back: after the due date,
    without one, for a unit, and for a quiz that was added with ``--feedback at-once``.
    """
    if not is_quiz(folder, quiz) or release_of(folder, quiz) != "after-due":
        return None
    with Gradebook(db_url) as gradebook:
        try:
            due = gradebook.find_submission(quiz, learner).duedate
        except (MissingEntry, TypeError):  # nbgrader adds an extension to no due date
            due = None
    if due is None:
        return None
    due = due.replace(tzinfo=UTC)
    return due if (now or datetime.now(UTC)) < due else None


def hold_back(nb: NotebookNode, resources: Any, until: datetime) -> None:
    """Put a sentence in place of everything on a feedback page. Both are changed in place.

    No mark is given either, because a total shows as well which change of an answer was right.
    """
    resources["nbgrader"].update(score=0.0, max_score=0.0, late_penalty=0.0)
    nb.cells = [new_markdown_cell(held_text(until))]


def held_text(until: datetime) -> str:
    """What a learner reads in place of feedback."""
    return (
        "## Your answers were received\n\nMarks and feedback on each question are held back until"
        f" the quiz is due: **{until:%Y-%m-%d %H:%M} UTC**. You will see them after that, once your"
        " instructor has released feedback again. Until then the score above reads 0 of 0, which"
        " says nothing about your answers."
    )
