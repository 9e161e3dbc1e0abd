"""Record grades through nbgrader's own ``Autograde``, driven in this process.

Rows, comments, late penalties and files are therefore those of ``nbgrader autograde``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nbgrader.api
import sqlalchemy
from nbconvert.writers import FilesWriter
from nbgrader.converters import Autograde, NbGraderException

from autograder.data.grades import Grade
from autograder.notebooks.gradebook.graded import note_graded
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse, find_recorded
from autograder.notebooks.gradebook.staging import staged
from autograder.notebooks.gradebook.trouble import database_engine, trouble_in
from autograder.notebooks.intake.screen import leave_out, screen
from autograder.notebooks.intake.submitted import SubmittedFolder


class NotRecorded(RuntimeError):
    """nbgrader could not take a submission. Says what nbgrader said."""


class Recorder:
    """nbgrader's ``Autograde`` for one course, set up once for all submissions.

    Close it after use: it keeps connections to the gradebook open.
    """

    def __init__(self, course: NbgraderCourse) -> None:
        self.course = course
        self.autograde = Autograde(coursedir=course.coursedir, parent=course.app)
        self.autograde.force = True
        self.autograde.writer = FilesWriter(parent=self.autograde, config=self.autograde.config)
        self.autograde.exporter = self.autograde.exporter_class(
            parent=self.autograde, config=self.autograde.config
        )
        self._engines: dict[str, Any] = {}

    def close(self) -> None:
        """Close the connections to the gradebook."""
        for engine in self._engines.values():
            engine.dispose()

    @property
    def engine(self) -> Any:
        """SQLAlchemy's engine for the gradebook."""
        return self._engine(self.course.coursedir.db_url)

    def record(self, submitted: SubmittedFolder, grade: Grade, digest: str) -> None:
        """Take a graded submission through nbgrader's pipeline.

        `digest` stands for all that the marks depend on. Raises `NotRecorded`, or
        `autograder.notebooks.gradebook.trouble.CourseTrouble` where no submission could be taken.
        """
        coursedir, log = self.course.coursedir, self.course.log
        self.autograde.grade_in_hand = grade
        coursedir.student_id, coursedir.assignment_id = submitted.learner, submitted.assignment
        log.clear()
        if reason := screen(submitted.folder, coursedir).reason:
            raise NotRecorded(f"{reason} Fix it, then grade again.")
        key = self.course.keys.get(submitted.notebook)
        slugs = [exercise.slug for exercise in key.exercises] if key else []
        try:
            with self._one_engine(), staged(submitted, coursedir, slugs) as place:
                notebook = place / f"{submitted.notebook}.ipynb"
                self.autograde.assignments = {str(place): [str(notebook)]}
                leave_out(self.autograde)
                self.autograde.convert_notebooks()
                with self.course.gradebook() as gradebook:
                    recorded = find_recorded(gradebook, submitted)
                    note_graded(gradebook.db, {recorded.id: digest})
                    gradebook.db.commit()
        except sqlalchemy.exc.SQLAlchemyError as error:
            raise trouble_in(error, coursedir.db_url) or NotRecorded(
                f"the gradebook did not take this submission: {error}"
            ) from error
        except NbGraderException as error:
            if trouble := trouble_in(log.cause or error, coursedir.db_url):
                raise trouble from error
            raise NotRecorded(
                f"nbgrader could not take this submission: {log.last_line()}"
            ) from error
        except OSError as error:
            if trouble := trouble_in(error, coursedir.db_url):
                raise trouble from error
            raise NotRecorded(f"this submission's files cannot be copied: {error}") from error

    @contextmanager
    def _one_engine(self) -> Iterator[None]:
        """Let nbgrader use one database engine for each address while this lasts.

        It opens its gradebook a dozen times for each submission. Each time it creates a new engine,
        which compiles every query again.
        """
        usual = nbgrader.api.create_engine
        nbgrader.api.create_engine = self._engine
        try:
            with warnings.catch_warnings():
                # nbgrader's own warning, about the way in which it fills in a new submission
                warnings.simplefilter("ignore", sqlalchemy.exc.SAWarning)
                yield
        finally:
            nbgrader.api.create_engine = usual

    def _engine(self, address: str, **options: Any) -> Any:
        if address not in self._engines:
            self._engines[address] = database_engine(address, **options)
        return self._engines[address]
