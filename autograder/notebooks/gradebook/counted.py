"""Read the marks that count from nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy
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
                if not sqlalchemy.inspect(session.connection()).has_table(Grade.__tablename__):
                    return {}  # on a server a new gradebook has no tables yet
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
    return {place: found.counted for place, found in recorded_marks(session, learners).items()}


def recorded_marks(
    session: Any, learners: Collection[str] | None = None
) -> dict[tuple[str, str], RecordedMarks]:
    """The mark of every cell, by notebook and learner, with one query; see `counted_marks`."""
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
    cells: dict[tuple[str, str], list[CellMark]] = {}
    penalties: dict[tuple[str, str], float] = {}
    for notebook, student, penalty, name, auto, manual, extra, needs, most in query:
        slug = name.removesuffix(_SUFFIX)
        mark = CellMark(slug, auto, manual, float(extra or 0.0), bool(needs), float(most or 0.0))
        cells.setdefault((notebook, student), []).append(mark)
        penalties[notebook, student] = float(penalty or 0.0)
    return {place: RecordedMarks(tuple(found), penalties[place]) for place, found in cells.items()}


@dataclass(frozen=True)
class CellMark:
    """One grade of nbgrader's gradebook.

    Parameters
    ----------
    slug
        The exercise or question.
    auto, manual
        The grader's mark and that of a person, ``None`` where there is none.
    extra
        Credit on top.
    needs_person
        Whether nbgrader waits for a mark by hand.
    most
        The points of the cell.
    """

    slug: str
    auto: float | None
    manual: float | None
    extra: float
    needs_person: bool
    most: float

    @property
    def undecided(self) -> bool:
        """Whether there is no mark yet."""
        return self.auto is None and (self.manual is None or self.needs_person)

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

    def graded(self, auto: float | None, most: float) -> CellMark:
        """The same cell after it was graded again."""
        needs = self.manual is not None or auto is None
        return replace(self, auto=auto, most=most, needs_person=needs)


@dataclass(frozen=True)
class RecordedMarks:
    """The marks of one submitted notebook, and the penalty for being late, in points."""

    cells: tuple[CellMark, ...]
    penalty: float = 0.0

    @property
    def total(self) -> float:
        """The sum of the marks, without the penalty."""
        return sum(cell.score for cell in self.cells)

    @property
    def counted(self) -> CountedMarks:
        """What counts. nbgrader's export never shows less than zero either."""
        score = max(0.0, round(self.total - self.penalty, 4))
        return CountedMarks(
            None if any(cell.undecided for cell in self.cells) else score,
            sum(cell.most for cell in self.cells),
            tuple(mark for cell in self.cells if (mark := cell.by_hand)),
            self.penalty,
        )
