"""Read the marks that count from nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from nbgrader.api import (
    BaseCell,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.trouble import (
    check_gradebook,
    database_engine,
    gradebook_exists,
    plain_trouble,
)
from autograder.notebooks.nbgrader_app import gradebook_address
from autograder.report.counted import Counted, CountedMarks, HandMark
from autograder.submission.read import grade_id

_SUFFIX = grade_id("")


def course_marks(root: Path) -> Counted:
    """The marks that count of a whole course, by notebook and learner.

    Raises `autograder.notebooks.gradebook.trouble.CourseTrouble` where the gradebook cannot be
    read.
    """
    address = gradebook_address(root)
    with plain_trouble(address):
        if not gradebook_exists(address):
            return {}
        check_gradebook(address, write=False)
        engine = database_engine(address)
        try:
            with Session(engine) as session:
                return counted_marks(session)
        finally:
            engine.dispose()


def counted_marks(
    session: Any, learners: Collection[str] | None = None
) -> dict[tuple[str, str], CountedMarks]:
    """The marks that count, by notebook and learner, with one query.

    Parameters
    ----------
    session
        SQLAlchemy's session of the gradebook.
    learners
        Only the marks of these learners.
    """
    query = (
        session.query(
            Notebook.name,
            Student.id,
            SubmittedNotebook.late_submission_penalty,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
            Grade.max_score,
        )
        .select_from(Grade)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
    )
    if learners is not None:
        query = query.filter(Student.id.in_(learners))
    rows: dict[tuple[str, str], list[Any]] = {}
    penalties: dict[tuple[str, str], float] = {}
    for notebook, student, penalty, *cell in query:
        rows.setdefault((notebook, student), []).append(_Row(*cell))
        penalties[notebook, student] = float(penalty or 0.0)
    return {place: _counted(found, penalties[place]) for place, found in rows.items()}


class _Row:
    """One grade of nbgrader's gradebook."""

    def __init__(
        self,
        name: str,
        auto: float | None,
        manual: float | None,
        extra: float | None,
        needs: bool,
        most: float | None,
    ) -> None:
        self.slug = name.removesuffix(_SUFFIX)
        self.auto, self.manual, self.extra = auto, manual, float(extra or 0.0)
        self.most = float(most or 0.0)
        self.undecided = auto is None and (manual is None or needs)

    @property
    def score(self) -> float:
        """What counts, as nbgrader computes it."""
        given = self.manual if self.manual is not None else self.auto
        return 0.0 if given is None else float(given) + self.extra

    @property
    def by_hand(self) -> HandMark | None:
        """The mark that a person gave, if one did."""
        if self.manual is None and not self.extra:
            return None
        return HandMark(self.slug, self.score, self.most, self.auto, self.extra)


def _counted(rows: list[_Row], penalty: float) -> CountedMarks:
    """What counts of one notebook. nbgrader's export never shows less than zero either."""
    score = max(0.0, round(sum(row.score for row in rows) - penalty, 4))
    return CountedMarks(
        None if any(row.undecided for row in rows) else score,
        sum(row.most for row in rows),
        tuple(mark for row in rows if (mark := row.by_hand)),
        penalty,
    )
