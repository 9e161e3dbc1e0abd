"""Trouble with database, disk or keys is one plain sentence, and the next run goes on."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner
from typer.testing import Result as Done

from autograder.cli import app
from autograder.notebooks.gradebook import trouble
from autograder.notebooks.gradebook.database_words import LOCK_WAIT
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.gradebook.trouble import versions
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.sample_class import RIGHT, TANH, UNIT
from tests.notebooks.test_marks_that_count import submit


def run(course: CourseFolder, command: str = "grade") -> Done:
    return CliRunner().invoke(app, ["course", command, str(course.root)])


def stopped(done: Done, *words: str) -> None:
    """The command ended with a sentence that has these words, and without a traceback."""
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code not in (0, None)
    said = [line for line in done.output.splitlines() if line.startswith("gatewise:")]
    assert len(said) == 1, done.output
    assert all(word in said[0] for word in words), said[0]
    assert "Background on this error" not in done.output
    assert "Traceback" not in done.output


@pytest.fixture
def course(course: CourseFolder) -> CourseFolder:
    submit(course, "ann", RIGHT)
    return course


def test_a_locked_gradebook(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch, nothing_runs: None
) -> None:
    monkeypatch.setattr(trouble, "LOCK_WAIT", 0.2)
    with sqlite3.connect(course.gradebook) as other:
        other.execute("BEGIN EXCLUSIVE")
        stopped(run(course), "is locked", "10 seconds", "run the same command again")
        other.rollback()


def test_a_locked_gradebook_is_waited_for(course: CourseFolder) -> None:
    engine = trouble.database_engine(f"sqlite:///{course.gradebook}")
    with engine.connect() as connection:
        wait = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    engine.dispose()
    assert wait == 1000 * LOCK_WAIT == 10_000


def test_a_gradebook_that_gets_locked_meanwhile(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(course, "bob", RIGHT)
    monkeypatch.setattr(trouble, "LOCK_WAIT", 0.2)
    other = sqlite3.connect(course.gradebook)
    usual = CourseFolder.save_grade

    def then_lock(self: CourseFolder, *arguments: str) -> None:
        usual(self, *arguments)
        if not other.in_transaction:
            other.execute("BEGIN IMMEDIATE")

    monkeypatch.setattr(CourseFolder, "save_grade", then_lock)
    stopped(run(course), "is locked")
    other.rollback()
    monkeypatch.undo()
    outcomes = sorted(result.outcome for result in grade_course(course.root))
    assert outcomes == ["graded", "graded"]  # they are written in one transaction


def test_a_read_only_gradebook(course: CourseFolder, nothing_runs: None) -> None:
    config = course.root / "nbgrader_config.py"
    address = f"sqlite:///file:{course.gradebook}?mode=ro&uri=true"
    config.write_text(config.read_text() + f"\nc.CourseDirectory.db_url = {address!r}\n")
    stopped(run(course), "is read-only")


@pytest.mark.parametrize("damage", ["text", "cut", "middle"])
def test_a_damaged_gradebook(course: CourseFolder, nothing_runs: None, damage: str) -> None:
    raw = course.gradebook.read_bytes()
    broken = {
        "text": b"this is no database" * 100,
        "cut": raw[: len(raw) // 2],
        "middle": raw[:4096] + b"\xff" * (len(raw) - 4096),
    }
    course.gradebook.write_bytes(broken[damage])
    stopped(run(course), "is damaged")


def test_damage_is_found_wherever_it_is(course: CourseFolder, tmp_path: Path) -> None:
    raw, copy = course.gradebook.read_bytes(), tmp_path / "copy.db"
    pages = range(4096, len(raw), 4096)
    assert len(pages) > 20
    for page in pages:
        copy.write_bytes(raw[:page] + b"\xff" * 4096 + raw[page + 4096 :])
        with pytest.raises(trouble.CourseTrouble, match="is damaged"):
            trouble.check_gradebook(f"sqlite:///{copy}")


def test_a_gradebook_of_a_newer_nbgrader(course: CourseFolder, nothing_runs: None) -> None:
    with sqlite3.connect(course.gradebook) as other:
        other.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
    stopped(run(course), "newer nbgrader")


def test_a_gradebook_of_an_older_nbgrader(course: CourseFolder, nothing_runs: None) -> None:
    known, newest = versions()
    older = min(known - {newest})
    with sqlite3.connect(course.gradebook) as other:
        other.execute("UPDATE alembic_version SET version_num = ?", (older,))
    stopped(run(course), "another form", "nbgrader db upgrade")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("database is locked", "is locked"),
        ("attempt to write a readonly database", "is read-only"),
        ("database or disk is full", "the disk is full"),
        ("database disk image is malformed", "is damaged"),
        ("file is not a database", "is damaged"),
        ("unable to open database file", "cannot be opened"),
        ("no such table: grade", "nbgrader db upgrade"),
        ("disk I/O error", "disk I/O error"),
    ],
)
def test_what_sqlite_says_is_put_in_plain_words(said: str, word: str) -> None:
    error = OperationalError("INSERT", {}, sqlite3.OperationalError(said))
    try:
        raise RuntimeError("of a submission") from error
    except RuntimeError as outer:
        found = trouble.trouble_in(outer, "sqlite:///grades.db")
    assert found is not None
    assert str(found).startswith("the gradebook grades.db ")
    assert word in str(found)
    assert "INSERT" not in str(found)


@pytest.mark.slow
def test_alembic_names_the_newest_version_as_nbgrader_asks_it() -> None:
    """Other tests take our word for it (``quick_gradebooks``)."""
    code = "from nbgrader.api import get_alembic_version; print(get_alembic_version())"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ) | {"PATH": path},
    )
    known, newest = versions()
    assert done.stdout.strip() == newest
    assert newest in known
    assert len(known) > 1


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://ann:secret@nowhere/grades", ("psycopg", "not installed")),
        ("nonsense://x/y", ("not known",)),
        ("nonsense", ("no address",)),
        ("sqlite:////nowhere/at/all.db", ("cannot be opened",)),
    ],
)
def test_an_address_that_cannot_be_used(
    course: CourseFolder, nothing_runs: None, address: str, words: tuple[str, ...]
) -> None:
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + f"\nc.CourseDirectory.db_url = {address!r}\n")
    done = run(course)
    stopped(done, *words)
    assert "secret" not in done.output


@pytest.mark.parametrize("place", ["grade", "notebook", "copies"])
def test_a_full_disk(
    made: NewCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    course = CourseFolder(shutil.copytree(made.folder.root, tmp_path / "new"))
    submit(course, "ann", RIGHT)
    submit(course, "bob", RIGHT)

    def full(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "a-file")

    target = {
        "grade": "autograder.submission.course_folder.CourseFolder.save_grade",
        "notebook": "autograder.notebooks.gradebook.direct.work.write_folder",
        "copies": "shutil.copyfile",
    }[place]
    monkeypatch.setattr(target, full)
    stopped(run(course), "the disk is full", "What was graded is kept")
    monkeypatch.undo()
    assert {result.outcome for result in grade_course(course.root)} == {"graded"}
    assert run(course).exit_code == 0


def test_a_run_that_was_stopped_leaves_nothing_that_looks_done(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "a-file")

    grade_course(course.root)
    submit(course, "ann", RIGHT | {"forget_gate": TANH})
    way = "autograder.notebooks.gradebook.direct.direct.DirectWay._write"
    monkeypatch.setattr(way, full)  # her files are written, and her rows are not
    stopped(run(course), "the disk is full")
    monkeypatch.undo()
    submit(course, "ann", RIGHT)  # as it was when she was graded first
    (result,) = grade_course(course.root)
    assert (result.outcome, result.grade.score) == ("graded", 10.0)


@pytest.mark.parametrize("left", [0, 3, 20, 2000, -1, None])
@pytest.mark.parametrize("command", ["grade", "report"])
def test_a_truncated_or_missing_key(
    course: CourseFolder, nothing_runs: None, left: int | None, command: str
) -> None:
    path = course.key_path(UNIT)
    if left is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:left])
    stopped(run(course, command), f"{UNIT}.key")


@pytest.mark.parametrize("problem", ["text", "newer"])
def test_a_report_says_what_is_wrong_with_the_gradebook(course: CourseFolder, problem: str) -> None:
    assert run(course).exit_code == 0
    if problem == "text":
        Path(course.gradebook).write_bytes(b"this is no database" * 100)
    else:
        with sqlite3.connect(course.gradebook) as other:
            other.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
    stopped(run(course, "report"), "gradebook")
