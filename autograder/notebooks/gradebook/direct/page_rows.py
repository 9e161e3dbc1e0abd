"""What feedback pages show of the gradebook, read for many submissions at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.counted import counted_marks
from autograder.notebooks.gradebook.direct.pages import PageRows
from autograder.notebooks.gradebook.stale_pages import made_of_rows


def page_rows(
    session: Session, assignment: str, notebook: str, learners: Collection[str]
) -> dict[str, PageRows]:
    """Read what the pages of these learners show, by learner.

    Parameters
    ----------
    session
        SQLAlchemy's session of the gradebook.
    assignment, notebook
        nbgrader's names of them.
    learners
        Whose pages are made. Those without a row are left out.
    """
    places = session.execute(
        select(SubmittedNotebook.id, Student.id, SubmittedNotebook.late_submission_penalty)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .where(
            Notebook.name == notebook,
            Notebook.assignment.has(name=assignment),
            Student.id.in_(learners),
        )
    ).all()
    ids = [row[0] for row in places]
    scores: dict[str, dict[str, tuple[float, float]]] = {place: {} for place in ids}
    marks: dict[str, list[tuple[str, Any, Any, Any]]] = {place: [] for place in ids}
    comments: dict[str, dict[str, str | None]] = {place: {} for place in ids}
    for place, name, score, most, *parts in session.execute(
        select(
            *(Grade.notebook_id, BaseCell.name, Grade.score, Grade.max_score),
            *(Grade.auto_score, Grade.manual_score, Grade.extra_credit),
        )
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .where(Grade.notebook_id.in_(ids))
    ):
        scores[place][name] = (score, most)
        marks[place].append((name, parts[0], parts[1], parts[2]))
    for place, name, comment in _comments(session, ids):
        comments[place][name] = comment
    counted = counted_marks(session, learners)
    return {
        learner: PageRows(
            sum(score for score, _ in scores[place].values()),
            sum(most for _, most in scores[place].values()),
            penalty or 0,
            scores[place],
            comments[place],
            counted.get((notebook, learner)),
            made_of_rows(
                penalty or 0.0,
                marks[place],
                [(name, comment or "") for name, comment in comments[place].items()],
            ),
        )
        for place, learner, penalty in places
    }


def _comments(session: Session, places: Collection[str]) -> Iterable[Any]:
    """Notebook, name of the cell, and comment."""
    return session.execute(
        select(Comment.notebook_id, BaseCell.name, Comment.comment)
        .join(BaseCell, Comment.cell_id == BaseCell.id)
        .where(Comment.notebook_id.in_(places))
    )


def page_digest(rows: PageRows, digest: str) -> str:
    """What stands for a page: what it shows of the gradebook, and the submission's digest."""
    return hashlib.sha256(f"{rows!r} {digest}".encode()).hexdigest()
