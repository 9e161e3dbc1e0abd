"""Graded submissions go into the gradebook in batches, each in one transaction."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from nbgrader.converters import Autograde
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.direct.released import (
    NotebookRows,
    ReleasedNotebook,
    read_released,
)
from autograder.notebooks.gradebook.direct.rows import Refused, RowsToWrite, write_rows
from autograder.notebooks.gradebook.direct.settings import own_settings
from autograder.notebooks.gradebook.direct.site import site_of
from autograder.notebooks.gradebook.direct.taken import Taken
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.penalties import LatePenalties
from autograder.notebooks.intake.submitted import SubmittedFolder

LARGEST_BATCH = 50
"""Submissions of one transaction."""
LONGEST_WAIT = 2.0
"""Seconds after which a batch is written, however small."""
PAGE_PERMISSIONS = 644
"""nbgrader's default for feedback pages."""


class DirectWay:
    """The direct way into the gradebook of one course.

    Parameters
    ----------
    course
        The course.
    engine
        SQLAlchemy's engine for its gradebook.
    autograde
        nbgrader's ``Autograde`` with an exporter: late penalties are worked out as by it.

    Attributes
    ----------
    obstacles : list of str
        The settings of the course because of which nbgrader's own converters are used instead.
    """

    def __init__(self, course: NbgraderCourse, engine: Any, autograde: Autograde) -> None:
        self.obstacles = own_settings(course.app.config)
        self.site = site_of(course.coursedir, autograde.permissions, PAGE_PERMISSIONS)
        self._course, self._engine = course, engine
        self._penalties = LatePenalties(autograde.exporter)
        self._known: dict[tuple[str, str], tuple[ReleasedNotebook, NotebookRows] | None] = {}
        self._waiting: list[Taken] = []
        self._since = time.monotonic()

    def released(self, submitted: SubmittedFolder) -> ReleasedNotebook | None:
        """What submissions for a notebook share, ``None`` where the direct way is closed."""
        found = self._parts(submitted)
        return found[0] if found else None

    def add(self, taken: Taken) -> Iterator[Taken]:
        """Add a submission whose files are written, and yield those that are done now."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(taken)
        waited = time.monotonic() - self._since
        if len(self._waiting) >= LARGEST_BATCH or waited > LONGEST_WAIT:
            yield from self.flush()

    def flush(self) -> Iterator[Taken]:
        """Write what waits, and yield it. Rows are left out of what the converters must take."""
        batch, self._waiting = self._waiting, []
        refused: set[tuple[str, str]] = set()
        by_notebook: dict[tuple[str, str], list[RowsToWrite]] = {}
        for taken in batch:
            if taken.rows is not None:
                by_notebook.setdefault(_place(taken), []).append(taken.rows)
        for place, items in by_notebook.items():
            found = self._known[place]
            assert found is not None
            refused |= {(place[0], learner) for learner in self._write(found[1], items)}
        for taken in batch:
            submitted = taken.marked.submitted
            out = (submitted.assignment, submitted.learner) in refused
            yield Taken(taken.marked) if out else taken

    def _write(self, rows: NotebookRows, items: Sequence[RowsToWrite]) -> set[str]:
        """Write rows in one transaction. Returns the learners whose rows were not taken."""
        refused: set[str] = set()
        while left := [item for item in items if item.learner not in refused]:
            with Session(self._engine) as session:
                try:
                    write_rows(session, rows, left, self._penalties.of)
                    session.commit()
                    break
                except Refused as error:
                    refused |= error.learners
                except IntegrityError:  # another program wrote the same rows meanwhile
                    refused |= {item.learner for item in left}
        return refused

    def _parts(self, submitted: SubmittedFolder) -> tuple[ReleasedNotebook, NotebookRows] | None:
        place = submitted.assignment, submitted.notebook
        key = self._course.keys.get(submitted.notebook)
        if self.obstacles or key is None:
            return None
        if place not in self._known:
            slugs = [exercise.slug for exercise in key.exercises]
            with self._course.gradebook() as gradebook:
                self._known[place] = read_released(gradebook, self.site, *place, slugs)
        return self._known[place]


def _place(taken: Taken) -> tuple[str, str]:
    submitted = taken.marked.submitted
    return submitted.assignment, submitted.notebook
