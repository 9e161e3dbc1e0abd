"""Grade a class into nbgrader's gradebook without starting a kernel or an interpreter for each hand-in.

The sandbox marks hand-ins on all processors; each is then taken through nbgrader's own ``Autograde`` in this process, with
the grade in hand, so that rows, comments, late penalties and files are those of ``nbgrader autograde``.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import nbgrader.api
import sqlalchemy
from nbconvert.writers import FilesWriter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde, GenerateAssignment, NbGraderException
from nbgrader.utils import setenv

from autograder.folder import CourseFolder
from autograder.grade import grade_many
from autograder.key import AnswerKey
from autograder.notebooks.handin import HandIn, find_hand_in, python_cells
from autograder.notebooks.outputs import unread_grade
from autograder.notebooks.preprocessors import keep_grade
from autograder.pair_files import PairFiles
from autograder.sandbox import Sandbox
from autograder.score import Grade
from autograder.submission import Submission, UnreadableSubmission, read_submission

STAGED = ".gatewise-staged"
"""Folder in the course where a ``.py`` hand-in stands as a notebook while nbgrader reads it."""

Outcome = Literal["graded", "unchanged", "unreadable", "failed"]


@dataclass(frozen=True)
class Result:
    """What became of one hand-in. ``message`` says what a person has to know; ``penalty`` is for being late."""

    hand_in: HandIn
    outcome: Outcome
    grade: Grade | None = None
    message: str = ""
    penalty: float = 0.0


Progress = Callable[[Result, int, int], None]


def grade_course(root: Path, unit: str | None = None, jobs: int | None = None, *, force: bool = False, follow_through: bool = True,
                 allow_unsafe: bool = False, progress: Progress = lambda result, done, total: None) -> list[Result]:
    """Grade every hand-in under ``submitted/`` (of one `unit`, or of all) into the course's gradebook.

    Parameters
    ----------
    jobs
        How many hand-ins run at the same time (one for each processor by default).
    force
        Grade again what has not changed since it was graded. A run that was stopped goes on where it was without it.
    progress
        Is told each result, how many are done, and how many there are.

    Raises
    ------
    autograder.folder.NotACourse
        When `root` is no course.
    PermissionError
        When this machine cannot isolate hand-ins and `allow_unsafe` is not given.
    """
    folder = CourseFolder(root.resolve())
    keys = folder.load_keys()
    course = _Course(folder, keys)
    hand_ins = [each for assignment in course.assignments(unit) for each in course.hand_ins(assignment)]
    switches = b"follow-through" if follow_through else b""
    stamps = {each: each.digest(_bytes(folder.key_path(each.notebook)), switches) for each in hand_ins}
    results: list[Result] = []

    def tell(result: Result) -> None:
        results.append(result)
        progress(result, len(results), len(hand_ins))

    todo: list[HandIn] = []
    for each in hand_ins:
        if each.kind == "none":
            tell(Result(each, "unreadable", None, f"{each.folder.name}: no {each.notebook}.ipynb and no single .py file in {each.folder}. "
                        "Ask the learner which file it is, and give it that name."))
        elif not force and course.unchanged(each, stamps[each]):
            tell(Result(each, "unchanged"))
        else:
            todo.append(each)
    if todo:
        with Sandbox(workers=jobs, allow_unsafe=allow_unsafe) as sandbox:
            for each, grade, problem in _graded(todo, folder, keys, sandbox, follow_through):
                result = course.record(each, grade, problem)
                if result.outcome != "failed":
                    course.remember(each, stamps[each])
                tell(result)
    return results


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _graded(todo: list[HandIn], folder: CourseFolder, keys: Mapping[str, AnswerKey], sandbox: Sandbox,
            follow_through: bool) -> Iterator[tuple[HandIn, Grade, str]]:
    """Every hand-in with its grade, as soon as it is there, and what kept it from being read."""
    owner: dict[int, HandIn] = {}
    unread: list[tuple[HandIn, str]] = []

    def submissions() -> Iterator[Submission]:
        for each in todo:
            assert each.path is not None
            try:
                unit = each.notebook if each.notebook in keys else None
                found = read_submission(each.path, keys, unit, each.learner)[0]
            except UnreadableSubmission as error:
                unread.append((each, str(error).replace(str(each.path), each.path.name)))
                continue
            owner[id(found)] = each
            yield found

    pairs = PairFiles.of_course(folder).source()
    for submission, grade in grade_many(submissions(), keys, sandbox, follow_through, pairs):
        yield owner.pop(id(submission)), grade, ""
    for each, problem in unread:
        if each.notebook in keys:
            yield each, unread_grade(keys[each.notebook], each.learner, problem, sandbox.level), problem
        else:
            yield each, Grade(each.learner, each.notebook, (), sandbox.level), problem


class _Course:
    """The nbgrader side of a course: what is handed in, and nbgrader's converters, set up once."""

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
        self.autograde.exporter = self.autograde.exporter_class(parent=self.autograde, config=self.autograde.config)

    def assignments(self, unit: str | None) -> list[str]:
        """Assignments with hand-ins, in the course's order, each made known to the gradebook where it is not yet.

        Raises `autograder.folder.NotACourse` for a unit that the course does not have.
        """
        from autograder.folder import NotACourse
        source = self.folder.root / self.coursedir.source_directory
        known = sorted(path.name for path in source.iterdir() if any(path.glob("*.ipynb"))) if source.is_dir() else []
        known.sort(key=lambda name: list(self.keys).index(name) if name in self.keys else len(self.keys))
        if unit is not None and unit not in known:
            raise NotACourse(f"{self.folder.root} has no unit {unit!r}; there are {', '.join(known)}")
        chosen = [name for name in known if (unit is None or name == unit) and self._handed_in(name)]
        for name in chosen:
            self._make_known(name)
        return chosen

    def _handed_in(self, assignment: str) -> list[tuple[str, Path]]:
        place = self.folder.root / self.coursedir.submitted_directory
        if not place.is_dir():
            return []
        return [(path.name, path / assignment) for path in sorted(place.iterdir())
                if not path.name.startswith(".") and (path / assignment).is_dir()]

    def _make_known(self, assignment: str) -> None:
        try:
            with _alembic_found(), Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                if gradebook.find_assignment(assignment).notebooks:
                    return
        except MissingEntry:
            pass
        self.coursedir.assignment_id = assignment
        converter = GenerateAssignment(coursedir=self.coursedir, parent=self.app)
        converter.force = True
        converter.start()

    def hand_ins(self, assignment: str) -> list[HandIn]:
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            notebooks = [notebook.name for notebook in gradebook.find_assignment(assignment).notebooks]
        return [find_hand_in(path, learner, assignment, notebook)
                for learner, path in self._handed_in(assignment) for notebook in notebooks]

    def _stamp_path(self, each: HandIn) -> Path:
        return self.folder.grade_path(each.assignment, each.learner).with_suffix(f".{each.notebook}.stamp")

    def unchanged(self, each: HandIn, stamp: str) -> bool:
        """Whether exactly this was graded already, and what came of it is still there."""
        path = self._stamp_path(each)
        graded = self.folder.root / self.coursedir.autograded_directory / each.learner / each.assignment / f"{each.notebook}.ipynb"
        if not (path.is_file() and path.read_text() == stamp and graded.is_file()):
            return False
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                gradebook.find_submission_notebook(each.notebook, each.assignment, each.learner)
            except MissingEntry:
                return False
        return True

    def remember(self, each: HandIn, stamp: str) -> None:
        path = self._stamp_path(each)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(stamp)

    def record(self, each: HandIn, grade: Grade, problem: str) -> Result:
        """Take one graded hand-in through nbgrader's pipeline."""
        self.autograde.grades = {(each.learner, each.assignment, each.notebook): grade}
        self.coursedir.student_id, self.coursedir.assignment_id = each.learner, each.assignment
        self.log.lines.clear()
        try:
            with _one_engine(), self._staged(each) as place:
                self.autograde.assignments = {str(place): [str(place / f"{each.notebook}.ipynb")]}
                self.autograde.convert_notebooks()
        except NbGraderException:
            return Result(each, "failed", grade, f"nbgrader could not take this hand-in: {self.log.last_line()}")
        keep_grade(self.folder, grade, problem)
        return Result(each, "unreadable" if problem else "graded", grade, problem, self._penalty(each))

    @contextmanager
    def _staged(self, each: HandIn) -> Iterator[Path]:
        """Where nbgrader reads the hand-in: its own folder, or for a ``.py`` file a copy of it with a notebook in it."""
        if each.kind != "python":
            yield each.folder
            return
        assert each.path is not None
        place = self.folder.root / STAGED / each.learner / each.assignment
        usual = self.coursedir.submitted_directory
        try:
            shutil.copytree(each.folder, place, symlinks=True)
            (place / f"{each.notebook}.ipynb").write_text(self._notebook(each), encoding="utf-8")
            self.coursedir.submitted_directory = STAGED
            yield place
        finally:
            self.coursedir.submitted_directory = usual
            shutil.rmtree(self.folder.root / STAGED, ignore_errors=True)

    def _notebook(self, each: HandIn) -> str:
        assert each.path is not None
        source = self.folder.root / self.coursedir.source_directory / each.assignment / f"{each.notebook}.ipynb"
        notebook: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
        key = self.keys.get(each.notebook)
        slugs = [exercise.slug for exercise in key.exercises] if key else []
        text = each.path.read_text(encoding="utf-8-sig", errors="replace")
        return json.dumps(notebook | {"cells": python_cells(text, notebook["cells"], slugs)})

    def _penalty(self, each: HandIn) -> float:
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
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
        told = [line for line in self.lines if line and not line.startswith(("There was an error", "Please see", " ", "Traceback"))]
        return told[-1] if told else "it did not say why"


@contextmanager
def _one_engine() -> Iterator[None]:
    """nbgrader opens its gradebook a dozen times for each hand-in, with a new database engine each time, which compiles
    every query again. While this lasts there is one engine for each address."""
    usual = nbgrader.api.create_engine
    nbgrader.api.create_engine = _engine
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", sqlalchemy.exc.SAWarning)  # nbgrader's own, about how it fills a new submission
            yield
    finally:
        nbgrader.api.create_engine = usual


@cache
def _engine(address: str, **options: Any) -> Any:
    return sqlalchemy.create_engine(address, **options)


@contextmanager
def _alembic_found() -> Iterator[None]:
    """nbgrader starts ``alembic`` by name when it makes a gradebook: it lies beside the interpreter, which need not be on the path."""
    with setenv(PATH=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])):
        yield


def _app(root: Path, handler: logging.Handler) -> Any:
    """nbgrader's own application, which finds and reads configuration as its commands do, but says nothing."""
    log = logging.getLogger("autograder.notebooks.nbgrader")
    log.propagate = False
    log.handlers = [handler]
    app = NbGrader(log=log)
    app.load_cwd_config = False
    app.initialize([], root=str(root))
    return app
