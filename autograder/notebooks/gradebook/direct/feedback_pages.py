"""The feedback pages of a class: those that are missing, or that show what is true no more."""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
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

AT_ONCE = 200
"""Submissions whose rows are read with one query."""


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

    def write(self, team: Team, submissions: Sequence[SubmittedFolder]) -> int:
        """Write the pages of these submissions where they have changed. Returns how many."""
        by_notebook: dict[tuple[str, str], list[SubmittedFolder]] = {}
        for submitted in submissions:
            place = submitted.assignment, submitted.notebook
            by_notebook.setdefault(place, []).append(submitted)
        with Session(self._engine) as session:
            before = graded_before(session)
        return sum(
            self._write_some(team, items[start : start + AT_ONCE], before)
            for items in by_notebook.values()
            for start in range(0, len(items), AT_ONCE)
        )

    def _write_some(
        self,
        team: Team,
        submissions: Sequence[SubmittedFolder],
        before: Mapping[tuple[str, str, str], GradedBefore],
    ) -> int:
        """Write the pages of some submissions for one notebook. Returns how many."""
        first = submissions[0]
        learners = [submitted.learner for submitted in submissions]
        with Session(self._engine) as session:
            rows = page_rows(session, first.assignment, first.notebook, learners)
        is_direct = self._way.released(first) is not None and not self.obstacles
        digests: dict[str, str] = {}
        todo: list[SubmittedFolder] = []
        for submitted in submissions:
            known = before.get(submitted.names)
            if known is None or submitted.learner not in rows:
                continue
            digest = page_digest(rows[submitted.learner], known.basis)
            page = self._way.site.feedback(submitted) / f"{submitted.notebook}.html"
            if not is_direct or known.page != digest or not page.is_file():
                digests[known.place] = digest
                todo.append(submitted)
        left = todo
        if is_direct:
            tasks = [PageTask(submitted, rows[submitted.learner]) for submitted in todo]
            left = [submitted for submitted, done in team.do(tasks) if not done]
        for submitted in left:
            self._by_nbgrader(submitted)
        with Session(self._engine) as session:
            note_pages(session, digests)
            session.commit()
        return len(todo)

    def _by_nbgrader(self, submitted: SubmittedFolder) -> None:
        """Let nbgrader's own converter write a page."""
        coursedir = self._course.coursedir
        coursedir.student_id = glob.escape(submitted.learner)
        coursedir.assignment_id = submitted.assignment
        converter = GenerateFeedback(coursedir=coursedir, parent=self._course.app)
        converter.force = True
        converter.start()
