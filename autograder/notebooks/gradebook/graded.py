"""What was graded already, and from what: a row for each submitted notebook in the gradebook.

It is written in the same transaction as the marks, so that neither is ever there without the other,
and it goes away with a gradebook that is replaced. nbgrader does not look at these tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Assignment, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.key_parts import KeyParts, read_parts

_TABLES = MetaData()

GRADED = Table(
    "gatewise_graded",
    _TABLES,
    Column("notebook_id", String(32), primary_key=True),
    Column("basis", Text, nullable=False),
    Column("page", String(64)),
)
"""A row for each row of nbgrader's table of submitted notebooks. It refers to it without a foreign
key, which would keep nbgrader from removing a submission."""

KEYS = Table(
    "gatewise_keys",
    _TABLES,
    Column("digest", String(64), primary_key=True),
    Column("parts", Text, nullable=False),
)
"""The parts of each answer key that something was graded with (see `key_parts`)."""

UNFINISHED = "!"
"""Stands before the basis of a submission that is being graded again."""
OUTDATED = "outdated"
"""Stands for a feedback page that was there before a regrade, and has to be written anew."""
MOST_IDS = 500
"""Ids in one query: some databases take no more than a thousand values."""


def make_table(engine: Any) -> None:
    """Create the tables, unless they are there."""
    _TABLES.create_all(engine)


def known_keys(session: Session) -> dict[str, KeyParts]:
    """The parts of the answer keys that something was graded with, by the digests of the keys."""
    if not inspect(session.connection()).has_table(KEYS.name):
        return {}
    return {row.digest: read_parts(row.parts) for row in session.execute(select(KEYS))}


def note_keys(session: Session, parts: Mapping[str, KeyParts]) -> None:
    """Note the answer keys, by their digests, before something is graded. The caller commits."""
    known = set(session.scalars(select(KEYS.c.digest)))
    if new := [
        {"digest": digest, "parts": found.text()}
        for digest, found in parts.items()
        if digest not in known
    ]:
        session.execute(insert(KEYS), new)


def note_graded(session: Session, bases: Mapping[str, str]) -> None:
    """Note what was graded. The caller commits.

    Parameters
    ----------
    session
        SQLAlchemy's session of the gradebook.
    bases
        What each was graded from (`basis.Basis.text`), by the id of the submitted notebook's row.
    """
    if not bases:
        return
    here = GRADED.c.notebook_id.in_(bases)
    outdated = set(
        session.scalars(select(GRADED.c.notebook_id).where(here, GRADED.c.page == OUTDATED))
    )
    session.execute(delete(GRADED).where(here))
    session.execute(
        insert(GRADED),
        [
            {"notebook_id": place, "basis": basis, "page": OUTDATED if place in outdated else None}
            for place, basis in bases.items()
        ],
    )


@dataclass(frozen=True)
class GradedBefore:
    """A submitted notebook that was graded: the id of its row, and what it was graded from.

    ``page`` stands for the feedback page that was written last, if one was.
    """

    place: str
    basis: str
    page: str | None

    @property
    def is_done(self) -> bool:
        """Whether the last run that took it up came to its end."""
        return not self.basis.startswith(UNFINISHED)


def graded_before(session: Session) -> dict[tuple[str, str, str], GradedBefore]:
    """What was graded of a course, by assignment, notebook and learner."""
    if not inspect(session.connection()).has_table(GRADED.name):
        return {}
    query = (
        select(
            Assignment.name,
            Notebook.name.label("notebook"),
            SubmittedAssignment.student_id,
            GRADED.c.notebook_id,
            GRADED.c.basis,
            GRADED.c.page,
        )
        .select_from(GRADED)
        .join(SubmittedNotebook, SubmittedNotebook.id == GRADED.c.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    )
    return {
        (row.name, row.notebook, row.student_id): GradedBefore(row.notebook_id, row.basis, row.page)
        for row in session.execute(query)
    }


def note_pages(session: Session, digests: Mapping[str, str]) -> None:
    """Note which feedback pages were written. The caller commits.

    Parameters
    ----------
    session
        SQLAlchemy's session of the gradebook.
    digests
        What stands for each page, by the id of the submitted notebook's row. `OUTDATED` stands for
        one that has to be written anew.
    """
    here = GRADED.c.notebook_id == bindparam("place")
    if found := [{"place": place, "digest": digest} for place, digest in digests.items()]:
        session.execute(update(GRADED).where(here).values(page=bindparam("digest")), found)


def begin_again(session: Session, places: Collection[str]) -> None:
    """Note that submissions are about to be graded again. The caller commits.

    A run that is stopped then leaves nothing that looks as if it was done.
    """
    for some in batched_ids(places):
        here = GRADED.c.notebook_id.in_(some)
        session.execute(update(GRADED).where(here, GRADED.c.page != OUTDATED).values(page=None))
        session.execute(
            update(GRADED)
            .where(here, ~GRADED.c.basis.startswith(UNFINISHED))
            .values(basis=UNFINISHED + GRADED.c.basis)
        )


def batched_ids(places: Collection[str]) -> Iterator[list[str]]:
    """Ids in lists that are short enough for a query."""
    listed = list(places)
    for start in range(0, len(listed), MOST_IDS):
        yield listed[start : start + MOST_IDS]
