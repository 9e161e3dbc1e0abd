"""nbgrader's own commands say in one sentence what is wrong with the gradebook."""

from __future__ import annotations

import logging
import sqlite3
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.converters import Autograde, NbGraderException
from sqlalchemy.exc import OperationalError

from autograder.notebooks.gradebook import plain_commands
from autograder.notebooks.gradebook.plain_commands import PlainTrouble, report_trouble_plainly
from autograder.notebooks.nbgrader_app import nbgrader_app
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader_process as nbgrader
from tests.notebooks.sample_class import RIGHT, UNIT
from tests.notebooks.test_marks_that_count import submit

LOCKED = OperationalError("SELECT 1", {}, sqlite3.OperationalError("database is locked"))
APP = SimpleNamespace(name="nbgrader", coursedir=SimpleNamespace(db_url="sqlite:///g.db"))


@pytest.fixture
def damaged(course: CourseFolder) -> CourseFolder:
    submit(course, "ann", RIGHT)
    course.gradebook.write_bytes(b"this is no database" * 100)
    return course


def lines_of(said: str) -> list[str]:
    return [line for line in said.splitlines() if "INFO" not in line and line.strip()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("autograde", UNIT),
        ("generate_feedback", UNIT),
        ("generate_assignment", UNIT, "--force"),
        ("export",),
    ],
)
def test_a_command_of_nbgrader_says_one_sentence(
    damaged: CourseFolder, command: tuple[str, ...]
) -> None:
    (line,) = lines_of(nbgrader(damaged.root, *command, status=1))
    assert "gradebook.db is damaged. Restore a copy" in line


@pytest.mark.slow
def test_a_missing_driver_is_named_by_nbgraders_commands(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    config = course.root / "nbgrader_config.py"
    address = "postgresql+pg8000://ann:secret@nowhere/x"
    config.write_text(config.read_text() + f"\nc.CourseDirectory.db_url = {address!r}\n")
    for command in (("autograde", UNIT), ("export",)):
        (line,) = lines_of(nbgrader(course.root, *command, status=1))
        assert "pg8000, which is not installed" in line
        assert "secret" not in line


def test_the_gradebook_is_checked_before_anything_is_converted(damaged: CourseFolder) -> None:
    report_trouble_plainly(damaged.root)
    app = nbgrader_app(damaged.root, logging.NullHandler())
    app.coursedir.assignment_id = UNIT
    with pytest.raises(NbGraderException, match="is damaged"):
        Autograde(coursedir=app.coursedir, parent=app).start()


def test_a_log_of_trouble_is_one_sentence_for_each_error(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    log = logging.getLogger("a command of nbgrader")
    plain = PlainTrouble(APP, tmp_path)
    log.addFilter(plain)
    try:
        for _ in range(2):
            try:
                raise LOCKED
            except OperationalError:
                log.error("Traceback of %s", "a hundred lines")
                log.error("Upgrade the database.")
        try:
            raise ValueError("of a submission")
        except ValueError:
            log.error("as it is")
    finally:
        log.removeFilter(plain)
    locked, other = caplog.messages
    assert "the gradebook g.db is locked" in locked
    assert other == "as it is"


def test_what_ends_a_command_is_a_sentence_or_the_usual_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(error))
    hook = plain_commands._hook(APP, tmp_path)
    other = ValueError("of nbgrader")
    for error in (LOCKED, other):
        hook(type(error), error, None)
    assert capsys.readouterr().err.startswith("nbgrader: the gradebook g.db is locked")
    assert seen == [other]
