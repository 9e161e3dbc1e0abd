"""What was graded already: a digest for each submitted notebook, in a table of the gradebook.

The digest is written in the same transaction as the marks, so that neither is ever there without
the other, and it goes away with a gradebook that is replaced. nbgrader does not look at the table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Assignment, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Column, MetaData, String, Table, delete, insert, select, update
from sqlalchemy.orm import Session

GRADED = Table(
    "gatewise_graded",
    MetaData(),
    Column("notebook_id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("page", String(64)),
)
"""A row for each row of nbgrader's table of submitted notebooks. It refers to it without a foreign
key, which would keep nbgrader from removing a submission."""


MOST_IDS = 500
"""Ids in one query: some databases take no more than a thousand values."""


def make_table(engine: Any) -> None:
    """Create the table, unless it is there."""
    GRADED.metadata.create_all(engine)


def note_graded(session: Session, digests: Mapping[str, str]) -> None:
    """Note what was graded. The caller commits.

    Parameters
    ----------
    session
        SQLAlchemy's session of the gradebook.
    digests
        What stands for each submitted notebook, by the id of its row.
    """
    if not digests:
        return
    session.execute(delete(GRADED).where(GRADED.c.notebook_id.in_(digests)))
    session.execute(
        insert(GRADED),
        [{"notebook_id": place, "digest": digest} for place, digest in digests.items()],
    )


@dataclass(frozen=True)
class GradedBefore:
    """A submitted notebook that was graded: the id of its row, and what stood for it then.

    ``page`` stands for its feedback page, where one was written.
    """

    place: str
    digest: str
    page: str | None


def graded_before(session: Session) -> dict[tuple[str, str, str], GradedBefore]:
    """What was graded of a course, by assignment, notebook and learner."""
    query = (
        select(
            Assignment.name,
            Notebook.name.label("notebook"),
            SubmittedAssignment.student_id,
            GRADED.c.notebook_id,
            GRADED.c.digest,
            GRADED.c.page,
        )
        .select_from(GRADED)
        .join(SubmittedNotebook, SubmittedNotebook.id == GRADED.c.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    )
    return {
        (row.name, row.notebook, row.student_id): GradedBefore(
            row.notebook_id, row.digest, row.page
        )
        for row in session.execute(query)
    }


def note_pages(session: Session, digests: Mapping[str, str]) -> None:
    """Note which feedback pages were written. The caller commits.

    Parameters
    ----------
    session
        SQLAlchemy's session of the gradebook.
    digests
        What stands for each page, by the id of the submitted notebook's row.
    """
    for place, digest in digests.items():
        session.execute(update(GRADED).where(GRADED.c.notebook_id == place).values(page=digest))


def forget_graded(session: Session, places: Collection[str]) -> None:
    """Forget what was graded, before it is graded again. The caller commits.

    A run that is stopped then leaves nothing that looks as if it was done.
    """
    for some in batched_ids(places):
        session.execute(delete(GRADED).where(GRADED.c.notebook_id.in_(some)))


def batched_ids(places: Collection[str]) -> Iterator[list[str]]:
    """Ids in lists that are short enough for a query."""
    listed = list(places)
    for start in range(0, len(listed), MOST_IDS):
        yield listed[start : start + MOST_IDS]
