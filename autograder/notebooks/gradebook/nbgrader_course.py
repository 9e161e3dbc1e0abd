"""A course as nbgrader sees it: its assignments, its submissions, and what is recorded already."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbgrader.api
import sqlalchemy
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment, NbGraderException

from autograder.data.answer_key import AnswerKey
from autograder.notebooks.gradebook.graded import make_table
from autograder.notebooks.gradebook.points import bring_into_agreement
from autograder.notebooks.gradebook.trouble import (
    CourseTrouble,
    check_gradebook,
    database_engine,
    plain_trouble,
    trouble_in,
)
from autograder.notebooks.intake.submitted import SubmittedFolder, find_submitted
from autograder.notebooks.nbgrader_app import alembic_on_path, nbgrader_app
from autograder.notebooks.quizzes.assignments import points_of, quiz_names
from autograder.submission.course_folder import CourseFolder, NotACourse, fit_in


class CollectedLog(logging.Handler):
    """Keeps the errors that nbgrader logs about the submission that is being recorded."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        self.cause: BaseException | None = None

    def clear(self) -> None:
        """Forget everything, for the next submission."""
        self.lines.clear()
        self.cause = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the lines of a message, and the exception that it is about."""
        self.cause = self.cause or sys.exc_info()[1]
        self.lines += record.getMessage().strip().splitlines()

    def last_line(self) -> str:
        """The last line that says what happened: of a traceback, the exception itself."""
        frame = ("There was an error", "Please see", " ", "Traceback")
        messages = [line for line in self.lines if line and not line.startswith(frame)]
        return messages[-1] if messages else "it did not say why"


class NbgraderCourse:
    """A course with nbgrader's configuration, which is read once.

    Parameters
    ----------
    folder
        The course's directory.
    keys
        Its answer keys by unit, in the course's order.
    """

    def __init__(self, folder: CourseFolder, keys: Mapping[str, AnswerKey]) -> None:
        self.folder = folder
        self.keys = keys
        self.log = CollectedLog()
        self.app = nbgrader_app(folder.root, self.log)
        self.coursedir = self.app.coursedir

    def gradebook(self) -> Any:
        """Open the gradebook, to be used in a ``with`` statement."""
        with _waiting():
            return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    def make_table(self) -> None:
        """Make sure that the gradebook can hold what was graded (see `graded`)."""
        with alembic_on_path(), self.gradebook() as gradebook:
            make_table(gradebook.engine)

    def submitted_folders(self, unit: str | None, release: bool = True) -> list[SubmittedFolder]:
        """What was submitted for one assignment, or for all in the course's order.

        An assignment that the gradebook does not know yet is made known to it, or, without
        `release`, left out.

        Raises
        ------
        autograder.submission.course_folder.NotACourse
            For a unit that the course does not have.
        """
        learners = self._learners()
        return [
            submitted
            for assignment in self._assignments(unit, learners)
            for submitted in self._submitted_for(assignment, learners, release)
        ]

    def unit_folders(self, unit: str | None) -> list[SubmittedFolder]:
        """What was submitted for units, without a gradebook; see `submitted_folders`."""
        source = self.folder.root / self.coursedir.source_directory
        learners = self._learners()
        return [
            find_submitted(path, learner, assignment, notebook, self.keys[notebook])
            for assignment in self._assignments(unit, learners)
            for learner, path in _folders_for(assignment, learners)
            for notebook in sorted(path.stem for path in (source / assignment).glob("*.ipynb"))
            if notebook in self.keys
        ]

    def _learners(self) -> list[Path]:
        """The learners' folders that can be graded."""
        return fit_in(self.folder.root / self.coursedir.submitted_directory)

    def _assignments(self, unit: str | None, learners: Sequence[Path]) -> list[str]:
        """The assignments with submissions, in the course's order."""
        source = self.folder.root / self.coursedir.source_directory
        known = (
            sorted(path.name for path in source.iterdir() if any(path.glob("*.ipynb")))
            if source.is_dir()
            else []
        )
        order = list(self.keys)
        known.sort(key=lambda name: order.index(name) if name in order else len(order))
        if unit is not None and unit not in known:
            raise NotACourse(
                f"{self.folder.root} has no unit {unit!r}; there are {', '.join(known)}"
            )
        return [
            name
            for name in known
            if (unit is None or name == unit) and any(_folders_for(name, learners))
        ]

    def _submitted_for(
        self, assignment: str, learners: Sequence[Path], release: bool
    ) -> list[SubmittedFolder]:
        notebooks = self._notebooks(assignment)
        if not notebooks and release:
            self._release(assignment)
            notebooks = self._notebooks(assignment)
        return [
            find_submitted(path, learner, assignment, notebook, self.keys.get(notebook))
            for learner, path in _folders_for(assignment, learners)
            for notebook in notebooks
        ]

    def _notebooks(self, assignment: str) -> list[str]:
        """The notebooks of an assignment, none where the gradebook does not know it."""
        try:
            with alembic_on_path(), self.gradebook() as gradebook:
                return [item.name for item in gradebook.find_assignment(assignment).notebooks]
        except MissingEntry:
            return []

    def update_points(
        self, say: Callable[[str], None] = lambda change: None, keep: bool = True
    ) -> None:
        """Give the gradebook the points of the keys, and report what changed with `say`.

        Without `keep`, nothing is written.

        Raises
        ------
        autograder.notebooks.gradebook.trouble.CourseTrouble
            Where the exercises of a graded unit were added or removed.
        """
        with alembic_on_path(), self.gradebook() as gradebook:
            source = self.folder.root / self.coursedir.source_directory
            worth = self._worth()
            for change in bring_into_agreement(gradebook, worth, source, self._release, keep):
                say(change)

    def _worth(self) -> dict[str, dict[str, float]]:
        """The points of all exercises by unit, and of all questions by quiz."""
        units = {
            unit: {exercise.slug: float(exercise.points) for exercise in key.exercises}
            for unit, key in self.keys.items()
        }
        quizzes = {name: points_of(self.folder, name) for name in quiz_names(self.folder)}
        return units | {name: points for name, points in quizzes.items() if points}

    def _release(self, assignment: str) -> None:
        self.coursedir.assignment_id = assignment
        converter = GenerateAssignment(coursedir=self.coursedir, parent=self.app)
        converter.force = True
        self.log.clear()
        try:
            converter.start()
        except NbGraderException as error:
            raise trouble_in(self.log.cause, self.coursedir.db_url) or CourseTrouble(
                f"nbgrader could not release {assignment}: {self.log.last_line()}"
            ) from error

    def results_are_there(self, submitted: SubmittedFolder) -> bool:
        """Whether the files that grading leaves of a submission are still there."""
        place = self.coursedir.format_path(
            self.coursedir.autograded_directory, submitted.learner, submitted.assignment
        )
        grade = self.folder.grade_path(submitted.assignment, submitted.learner)
        return Path(place, f"{submitted.notebook}.ipynb").is_file() and grade.is_file()


def _folders_for(assignment: str, learners: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The learners with a submitted folder for an assignment, and these folders."""
    for learner in learners:
        if os.path.isdir(os.path.join(learner, assignment)):
            yield learner.name, learner / assignment


@contextmanager
def _waiting() -> Iterator[None]:
    """Let nbgrader wait for a locked gradebook as long as we do, where it makes its own engine."""
    if nbgrader.api.create_engine is not sqlalchemy.create_engine:
        yield
        return
    nbgrader.api.create_engine = database_engine
    try:
        yield
    finally:
        nbgrader.api.create_engine = sqlalchemy.create_engine


def find_recorded(gradebook: Any, submitted: SubmittedFolder) -> Any:
    """The gradebook's row of a submitted notebook. Raises nbgrader's ``MissingEntry``."""
    return gradebook.find_submission_notebook(
        submitted.notebook, submitted.assignment, submitted.learner
    )


def update_gradebook(folder: CourseFolder) -> None:
    """Give a course's gradebook the points of its keys, after an update of the course.

    Raises `autograder.notebooks.gradebook.trouble.CourseTrouble`.
    """
    course = NbgraderCourse(folder, folder.load_keys())
    with plain_trouble(course.coursedir.db_url):
        check_gradebook(course.coursedir.db_url)
        course.update_points()
