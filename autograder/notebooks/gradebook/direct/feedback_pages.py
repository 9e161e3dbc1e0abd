"""The feedback pages of a class: those that are missing, or that show what is true no more."""

from __future__ import annotations

import glob
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from nbgrader.converters import GenerateFeedback
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.direct.direct import DirectWay
from autograder.notebooks.gradebook.direct.member import PageTask
from autograder.notebooks.gradebook.direct.page_rows import page_digest, page_rows
from autograder.notebooks.gradebook.direct.settings import own_settings
from autograder.notebooks.gradebook.direct.team import Team
from autograder.notebooks.gradebook.graded import GradedBefore, graded_before, note_pages
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.intake.submitted import SubmittedFolder

TeamFor = Callable[[Sequence[SubmittedFolder]], Team]
"""Gives the processes that share the work on some submissions."""
AT_ONCE = 50
"""Submissions whose rows are read with one query, and pages that are noted in one transaction."""
TO_CHOOSE_BY = 200
"""After so many pages that have to be written, the number of processes is chosen."""
AHEAD = 8
"""Pages that a process has in hand. One takes less time than reading the rows of the next few."""


@dataclass(frozen=True)
class _Page:
    """A page to write, the id of the submitted notebook's row, and what stands for the page."""

    task: PageTask
    place: str
    digest: str


class FeedbackPages:
    """Writes the feedback pages of one course.

    Parameters
    ----------
    course
        The course.
    engine
        SQLAlchemy's engine for its gradebook.
    way
        The direct way into it.
    """

    def __init__(self, course: NbgraderCourse, engine: Any, way: DirectWay) -> None:
        self.obstacles = own_settings(course.app.config, pages=True)
        self._course, self._engine, self._way = course, engine, way

    def write(self, team_for: TeamFor, submissions: Sequence[SubmittedFolder]) -> int:
        """Write the pages of these submissions where they have changed. Returns how many."""
        by_notebook: dict[tuple[str, str], list[SubmittedFolder]] = {}
        for submitted in submissions:
            place = submitted.assignment, submitted.notebook
            by_notebook.setdefault(place, []).append(submitted)
        with Session(self._engine) as session:
            before = graded_before(session)
        return sum(self._write_all(team_for, items, before) for items in by_notebook.values())

    def _write_all(
        self,
        team_for: TeamFor,
        submissions: Sequence[SubmittedFolder],
        before: Mapping[tuple[str, str, str], GradedBefore],
    ) -> int:
        """Write the pages of submissions for one notebook. Returns how many."""
        is_direct = self._way.released(submissions[0]) is not None and not self.obstacles
        coming: dict[SubmittedFolder, _Page] = {}

        def tasks() -> Iterator[PageTask]:
            """They are looked for while earlier ones are done, so that no process waits."""
            for start in range(0, len(submissions), AT_ONCE):
                for page in self._changed(submissions[start : start + AT_ONCE], before, is_direct):
                    coming[page.task.submitted] = page
                    yield page.task

        done: list[_Page] = []
        written = 0
        with closing(_answers(team_for, tasks(), is_direct)) as answers:
            for submitted, is_written in answers:
                if not is_written:
                    self._by_nbgrader(submitted)
                done.append(coming.pop(submitted))
                written += 1
                if len(done) == AT_ONCE:
                    self._note(done)
                    done.clear()
        self._note(done)
        return written

    def _note(self, pages: Sequence[_Page]) -> None:
        """Note which pages are written."""
        with Session(self._engine) as session:
            note_pages(session, {page.place: page.digest for page in pages})
            session.commit()

    def _changed(
        self,
        submissions: Sequence[SubmittedFolder],
        before: Mapping[tuple[str, str, str], GradedBefore],
        is_direct: bool,
    ) -> list[_Page]:
        """The pages that are missing, or that show what is true no more."""
        first = submissions[0]
        learners = [submitted.learner for submitted in submissions]
        with Session(self._engine) as session:
            rows = page_rows(session, first.assignment, first.notebook, learners)
        todo: list[_Page] = []
        for submitted in submissions:
            known = before.get(submitted.names)
            if known is None or not known.is_done or submitted.learner not in rows:
                continue
            found = rows[submitted.learner]
            digest = page_digest(found, known.basis)
            page = self._way.site.feedback(submitted) / f"{submitted.notebook}.html"
            if not is_direct or known.page != digest or not page.is_file():
                todo.append(_Page(PageTask(submitted, found), known.place, digest))
        return todo

    def _by_nbgrader(self, submitted: SubmittedFolder) -> None:
        """Let nbgrader's own converter write a page."""
        coursedir = self._course.coursedir
        coursedir.student_id = glob.escape(submitted.learner)
        coursedir.assignment_id = submitted.assignment
        converter = GenerateFeedback(coursedir=coursedir, parent=self._course.app)
        converter.force = True
        converter.start()


def _answers(
    team_for: TeamFor, tasks: Iterator[PageTask], is_direct: bool
) -> Generator[tuple[SubmittedFolder, bool], None, None]:
    """Write pages, and yield whether each was written; else nbgrader has to."""
    if not is_direct:
        yield from ((task.submitted, False) for task in tasks)
        return
    first = list(islice(tasks, TO_CHOOSE_BY))
    if not first:
        return
    team = team_for([task.submitted for task in first])
    yield team.first(first[0])  # it makes what all pages share
    with team:
        yield from team.do(chain(first[1:], tasks), AHEAD)
