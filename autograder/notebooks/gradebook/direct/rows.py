"""Rows of nbgrader's gradebook for many submissions, written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.direct.released import NotebookRows
from autograder.notebooks.gradebook.graded import note_graded

Penalty = Callable[[str, float, float], float | None]
"""The penalty for a learner, given the score and by how many seconds the submission is late."""


@dataclass(frozen=True)
class RowsToWrite:
    """What the gradebook gets of one submission.

    ``when`` is the time of submission (UTC, without a zone), and ``digest`` stands for all that the
    marks depend on. Marks and comments are by the names of the cells.
    """

    learner: str
    when: datetime | None
    marks: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    digest: str


class Refused(Exception):
    """Some submissions need nbgrader's own converters. Nothing of the batch was written."""

    def __init__(self, learners: Iterable[str]) -> None:
        super().__init__("nbgrader's own converters are needed")
        self.learners = frozenset(learners)


def write_rows(
    session: Session, rows: NotebookRows, batch: Sequence[RowsToWrite], penalty: Penalty
) -> None:
    """Write the rows of a batch of submissions for one notebook. The caller commits.

    Marks and comments that a person gave are left alone.

    Raises
    ------
    Refused
        Where a submission's rows are not what the notebook needs, or its penalty cannot be worked
        out.
    """
    learners = [item.learner for item in batch]
    _add_students(session, learners)
    known = _known(session, rows.assignment_id, learners)
    notebooks = _notebooks(session, rows.notebook_id, [found.id for found in known.values()])
    new = [item for item in batch if item.learner not in known]
    old = [item for item in batch if item.learner in known]
    if odd := [item.learner for item in old if known[item.learner].id not in notebooks]:
        raise Refused(odd)
    places = {item.learner: notebooks[known[item.learner].id] for item in old}
    _update(session, rows, old, places)
    times = [{"id": known[item.learner].id, "timestamp": item.when} for item in old if item.when]
    if times:
        session.execute(update(SubmittedAssignment), times)
    places |= _insert(session, rows, new)
    _penalize(session, rows, batch, places, penalty)
    note_graded(session, {places[item.learner]: item.digest for item in batch})


def _add_students(session: Session, learners: Sequence[str]) -> None:
    found = set(session.scalars(select(Student.id).where(Student.id.in_(learners))))
    if new := [{"id": learner} for learner in learners if learner not in found]:
        session.execute(insert(Student), new)


def _known(session: Session, assignment_id: str, learners: Sequence[str]) -> dict[str, Any]:
    """The rows of the submissions that the gradebook has already, by learner."""
    query = select(
        SubmittedAssignment.student_id,
        SubmittedAssignment.id,
    ).where(
        SubmittedAssignment.assignment_id == assignment_id,
        SubmittedAssignment.student_id.in_(learners),
    )
    return {row.student_id: row for row in session.execute(query)}


def _notebooks(session: Session, notebook_id: str, submissions: Sequence[str]) -> dict[str, str]:
    """The id of the submitted notebook, by that of its submission."""
    query = select(SubmittedNotebook.assignment_id, SubmittedNotebook.id).where(
        SubmittedNotebook.notebook_id == notebook_id,
        SubmittedNotebook.assignment_id.in_(submissions),
    )
    return {row.assignment_id: row.id for row in session.execute(query)}


def _insert(session: Session, rows: NotebookRows, batch: Sequence[RowsToWrite]) -> dict[str, str]:
    """Add submissions that are new. Returns the ids of their notebooks, by learner."""
    if not batch:
        return {}
    submissions = {item.learner: new_uuid() for item in batch}
    places = {item.learner: new_uuid() for item in batch}
    session.execute(
        insert(SubmittedAssignment),
        [
            {
                "id": submissions[item.learner],
                "assignment_id": rows.assignment_id,
                "student_id": item.learner,
                "timestamp": item.when,
            }
            for item in batch
        ],
    )
    session.execute(
        insert(SubmittedNotebook),
        [
            {
                "id": places[learner],
                "assignment_id": submission,
                "notebook_id": rows.notebook_id,
                "flagged": False,
            }
            for learner, submission in submissions.items()
        ],
    )
    grades = [
        {"id": new_uuid(), "notebook_id": places[item.learner], "cell_id": cell}
        | _grade_values(item, name, None)
        for item in batch
        for name, cell in rows.graded.items()
    ]
    comments = [
        {
            "id": new_uuid(),
            "notebook_id": places[item.learner],
            "cell_id": cell,
            "auto_comment": item.comments.get(name),
        }
        for item in batch
        for name, cell in rows.commented.items()
    ]
    if grades:
        session.execute(insert(Grade), grades)
    if comments:
        session.execute(insert(Comment), comments)
    return places


def _grade_values(item: RowsToWrite, name: str, manual: float | None) -> dict[str, Any]:
    """The automatic mark of a cell, and whether a person has to look at it."""
    mark = item.marks.get(name)
    return {"auto_score": mark, "needs_manual_grade": manual is not None or mark is None}


def _update(
    session: Session,
    rows: NotebookRows,
    batch: Sequence[RowsToWrite],
    places: Mapping[str, str],
) -> None:
    """Bring the rows of submissions that were graded before up to date."""
    if not batch:
        return
    items = {places[item.learner]: item for item in batch}
    grades = session.execute(
        select(Grade.id, Grade.notebook_id, Grade.cell_id, Grade.manual_score).where(
            Grade.notebook_id.in_(items)
        )
    ).all()
    comments = session.execute(
        select(Comment.id, Comment.notebook_id, Comment.cell_id).where(
            Comment.notebook_id.in_(items)
        )
    ).all()
    _refuse_incomplete(items, rows, grades, comments)
    named = {cell: name for name, cell in (*rows.graded.items(), *rows.commented.items())}
    new_grades = [
        {"id": row.id} | _grade_values(items[row.notebook_id], named[row.cell_id], row.manual_score)
        for row in grades
        if named.get(row.cell_id) in items[row.notebook_id].marks
    ]
    new_comments = [
        {"id": row.id, "auto_comment": items[row.notebook_id].comments[named[row.cell_id]]}
        for row in comments
        if named.get(row.cell_id) in items[row.notebook_id].comments
    ]
    if new_grades:
        session.execute(update(Grade), new_grades)
    if new_comments:
        session.execute(update(Comment), new_comments)


def _refuse_incomplete(
    items: Mapping[str, RowsToWrite],
    rows: NotebookRows,
    grades: Sequence[Any],
    comments: Sequence[Any],
) -> None:
    """Raise `Refused` where a submission lacks a row for a cell."""
    has = {(row.notebook_id, row.cell_id) for row in (*grades, *comments)}
    wanted = {*rows.graded.values(), *rows.commented.values()}
    odd = {
        item.learner
        for place, item in items.items()
        if any((place, cell) not in has for cell in wanted)
    }
    if odd:
        raise Refused(odd)


def _penalize(
    session: Session,
    rows: NotebookRows,
    batch: Sequence[RowsToWrite],
    places: Mapping[str, str],
    penalty: Penalty,
) -> None:
    """Work out the penalties for being late, as nbgrader's ``AssignLatePenalties`` does."""
    session.flush()
    learners = [item.learner for item in batch]
    late = _late(session, rows.assignment_id, learners)
    scores: dict[str, float] = dict.fromkeys((places[learner] for learner in late), 0.0)
    for place, score in session.execute(
        select(Grade.notebook_id, func.sum(Grade.score))
        .where(Grade.notebook_id.in_(list(scores)))
        .group_by(Grade.notebook_id)
    ):
        scores[place] = score
    found: dict[str, float | None] = {}
    odd = []
    for learner, seconds in late.items():
        try:
            found[learner] = penalty(learner, scores[places[learner]], seconds)
        except Exception:  # a plugin of the course may do anything; nbgrader then says what
            odd.append(learner)
    if odd:
        raise Refused(odd)
    session.execute(
        update(SubmittedNotebook),
        [
            {"id": places[learner], "late_submission_penalty": found.get(learner)}
            for learner in learners
        ],
    )


def _late(session: Session, assignment_id: str, learners: Sequence[str]) -> dict[str, float]:
    """By how many seconds submissions are late, for those that are."""
    due = session.scalar(select(Assignment.duedate).where(Assignment.id == assignment_id))
    query = select(
        SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension
    ).where(
        SubmittedAssignment.assignment_id == assignment_id,
        SubmittedAssignment.student_id.in_(learners),
        SubmittedAssignment.timestamp.is_not(None),
    )
    late, odd = {}, []
    for row in session.execute(query):
        if due is None:
            if row.extension is not None:
                odd.append(row.student_id)
            continue
        until = due if row.extension is None else due + row.extension
        seconds = (row.timestamp - until).total_seconds()
        if seconds > 0:
            late[row.student_id] = seconds
    if odd:
        raise Refused(odd)
    return late
