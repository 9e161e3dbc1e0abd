"""The nbgrader side of a course: what is handed in, and nbgrader's own converters, driven in this
process.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import nbgrader.api
import sqlalchemy
from nbconvert.writers import FilesWriter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde, GenerateAssignment, NbGraderException

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.notebooks.intake.screen import entries, leave_out, look_over
from autograder.notebooks.intake.submitted import SubmittedFolder, find_submitted, python_cells
from autograder.notebooks.quizzes.assignments import ENGINE
from autograder.submission.course_folder import CourseFolder, NotACourse, learners_in, unfit
from autograder.submission.read import LARGEST_SOURCE

STAGED = ".gatewise-staged"
"""Folder in the course where a ``.py`` hand-in stands as a notebook while nbgrader reads it."""


class NotRecorded(RuntimeError):
    """nbgrader could not take a hand-in. Says what it said."""


class NbgraderCourse:
    """A course as nbgrader sees it: its configuration is read and its converters are set up
    once.
    """

    def __init__(self, folder: CourseFolder, keys: Mapping[str, AnswerKey]) -> None:
        self.folder = folder
        self.keys = keys
        self.log = _Collected()
        self.app = _app(folder.root, self.log)
        self.coursedir = self.app.coursedir
        self.autograde = Autograde(coursedir=self.coursedir, parent=self.app)
        self.autograde.force = True
        self.autograde.grades = {}
        self.autograde.writer = FilesWriter(parent=self.autograde, config=self.autograde.config)
        self.autograde.exporter = self.autograde.exporter_class(
            parent=self.autograde, config=self.autograde.config
        )

    @property
    def quiz_engine(self) -> str:
        return str(self.app.config.GradeInSandbox.get("quizzes", ENGINE))

    def _gradebook(self) -> Any:
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    def assignments(self, unit: str | None) -> list[str]:
        """Assignments with hand-ins, in the course's order, each made known to the gradebook where
        it is not yet.

        Raises `autograder.submission.course_folder.NotACourse` for a unit that the course does not have.
        """
        source = self.folder.root / self.coursedir.source_directory
        known = (
            sorted(path.name for path in source.iterdir() if any(path.glob("*.ipynb")))
            if source.is_dir()
            else []
        )
        known.sort(
            key=lambda name: list(self.keys).index(name) if name in self.keys else len(self.keys)
        )
        if unit is not None and unit not in known:
            raise NotACourse(
                f"{self.folder.root} has no unit {unit!r}; there are {', '.join(known)}"
            )
        chosen = [
            name for name in known if (unit is None or name == unit) and self._handed_in(name)
        ]
        for name in chosen:
            self._make_known(name)
        return chosen

    def _handed_in(self, assignment: str) -> list[tuple[str, Path]]:
        learners = learners_in(self.folder.root / self.coursedir.submitted_directory)
        return [
            (path.name, path / assignment)
            for path in learners
            if not unfit(path) and (path / assignment).is_dir()
        ]

    def _make_known(self, assignment: str) -> None:
        try:
            with _alembic_found(), self._gradebook() as gradebook:
                if gradebook.find_assignment(assignment).notebooks:
                    return
        except MissingEntry:
            pass
        self.coursedir.assignment_id = assignment
        converter = GenerateAssignment(coursedir=self.coursedir, parent=self.app)
        converter.force = True
        converter.start()

    def submitted_folders(self, assignment: str) -> list[SubmittedFolder]:
        with self._gradebook() as gradebook:
            notebooks = [
                notebook.name for notebook in gradebook.find_assignment(assignment).notebooks
            ]
        return [
            find_submitted(path, learner, assignment, notebook, self.keys.get(notebook))
            for learner, path in self._handed_in(assignment)
            for notebook in notebooks
        ]

    def _stamp_path(self, each: SubmittedFolder) -> Path:
        return self.folder.grade_path(each.assignment, each.learner).with_suffix(
            f".{each.notebook}.stamp"
        )

    def unchanged(self, each: SubmittedFolder, stamp: str) -> bool:
        """Whether exactly this was graded already, and what came of it is still there."""
        path = self._stamp_path(each)
        folder = (
            self.folder.root / self.coursedir.autograded_directory / each.learner / each.assignment
        )
        if not (
            path.is_file()
            and path.read_text() == stamp
            and (folder / f"{each.notebook}.ipynb").is_file()
        ):
            return False
        with self._gradebook() as gradebook:
            try:
                gradebook.find_submission_notebook(each.notebook, each.assignment, each.learner)
            except MissingEntry:
                return False
        return self.folder.grade_path(each.assignment, each.learner).is_file()

    def remember(self, each: SubmittedFolder, stamp: str) -> None:
        path = self._stamp_path(each)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(stamp)

    def record(self, each: SubmittedFolder, grade: Grade) -> float:
        """Take one graded hand-in through nbgrader's pipeline. Returns the penalty for being late.

        Raises `NotRecorded`.
        """
        self.autograde.grades = {(each.learner, each.assignment, each.notebook): grade}
        self.coursedir.student_id, self.coursedir.assignment_id = each.learner, each.assignment
        self.log.lines.clear()
        _, reason = look_over(each.folder, self.coursedir)
        if reason:
            raise NotRecorded(f"{reason} Mend it, then grade again.")
        try:
            with _one_engine(), self._staged(each) as place:
                self.autograde.assignments = {str(place): [str(place / f"{each.notebook}.ipynb")]}
                leave_out(self.autograde)
                self.autograde.convert_notebooks()
                return self._penalty(each)
        except NbGraderException as error:
            raise NotRecorded(
                f"nbgrader could not take this hand-in: {self.log.last_line()}"
            ) from error
        except OSError as error:
            raise NotRecorded(f"this hand-in's files cannot be copied: {error}") from error

    @contextmanager
    def _staged(self, each: SubmittedFolder) -> Iterator[Path]:
        """Where nbgrader reads the hand-in: its own folder, or a copy with a notebook made for it
        where it has none.
        """
        if each.path is not None and not each.needs_notebook:
            yield each.folder
            return
        place = self.folder.root / STAGED / each.learner / each.assignment
        usual = self.coursedir.submitted_directory
        odd, _ = look_over(each.folder, self.coursedir)
        try:
            shutil.rmtree(self.folder.root / STAGED, ignore_errors=True)  # of a run that was killed
            place.mkdir(parents=True)
            for path in entries(each.folder):
                if path in odd:
                    continue
                target = place / path.relative_to(each.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target)
            notebook = place / f"{each.notebook}.ipynb"
            if notebook.is_dir():
                shutil.rmtree(notebook)
            notebook.write_text(self._notebook(each), encoding="utf-8")
            self.coursedir.submitted_directory = STAGED
            yield place
        finally:
            self.coursedir.submitted_directory = usual
            shutil.rmtree(self.folder.root / STAGED, ignore_errors=True)

    def _notebook(self, each: SubmittedFolder) -> str:
        source = (
            self.folder.root
            / self.coursedir.source_directory
            / each.assignment
            / f"{each.notebook}.ipynb"
        )
        notebook: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
        key = self.keys.get(each.notebook)
        slugs = [exercise.slug for exercise in key.exercises] if key else []
        text = ""
        if each.path is not None:
            with each.path.open(encoding="utf-8-sig", errors="replace") as file:
                text = file.read(LARGEST_SOURCE)
        return json.dumps(notebook | {"cells": python_cells(text, notebook["cells"], slugs)})

    def _penalty(self, each: SubmittedFolder) -> float:
        with self._gradebook() as gradebook:
            found = gradebook.find_submission_notebook(each.notebook, each.assignment, each.learner)
            return float(found.late_submission_penalty or 0.0)


class _Collected(logging.Handler):
    """Keeps what nbgrader logs as an error, for the one hand-in that is being recorded."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage().strip().splitlines()

    def last_line(self) -> str:
        """The exception itself, where a traceback was logged."""
        frame = ("There was an error", "Please see", " ", "Traceback")
        told = [line for line in self.lines if line and not line.startswith(frame)]
        return told[-1] if told else "it did not say why"


@contextmanager
def _one_engine() -> Iterator[None]:
    """nbgrader opens its gradebook a dozen times for each hand-in, with a new database engine each
    time, which compiles every query again. While this lasts there is one engine for each
    address.
    """
    usual = nbgrader.api.create_engine
    nbgrader.api.create_engine = _engine
    try:
        with warnings.catch_warnings():
            # nbgrader's own, about the way in which it fills in a new submission
            warnings.simplefilter("ignore", sqlalchemy.exc.SAWarning)
            yield
    finally:
        nbgrader.api.create_engine = usual


@cache
def _engine(address: str, **options: Any) -> Any:
    return sqlalchemy.create_engine(address, **options)


@contextmanager
def _alembic_found() -> Iterator[None]:
    """nbgrader starts ``alembic`` by name when it makes a gradebook: beside the interpreter, not
    always on the path.
    """
    usual = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([usual, str(Path(sys.executable).parent)])
    try:
        yield
    finally:
        os.environ["PATH"] = usual


def make_gradebook(root: Path) -> None:
    """An empty gradebook where the course's configuration says, so that no later command needs
    ``alembic``.
    """
    coursedir = _app(root, logging.NullHandler()).coursedir
    with _alembic_found(), Gradebook(coursedir.db_url, coursedir.course_id):
        pass


def _app(root: Path, handler: logging.Handler) -> Any:
    """nbgrader's own application, which finds and reads configuration as its commands do, but says
    nothing.
    """
    log = logging.getLogger("autograder.notebooks.nbgrader")
    log.propagate = False
    log.handlers = [handler]
    app = NbGrader(log=log)
    app.load_cwd_config = False
    app.initialize([], root=str(root))
    return app


def gradebook_address(root: Path) -> str:
    """Where the course's configuration keeps its gradebook."""
    return str(_app(root, logging.NullHandler()).coursedir.db_url)
