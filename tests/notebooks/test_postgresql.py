"""nbgrader's gradebook on PostgreSQL: graded, regraded and reported as on SQLite, and trouble with
the server is one plain sentence.
"""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.batch import GradingOptions
from autograder.cli import app
from autograder.notebooks.gradebook import trouble
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.nbgrader_app import gradebook_address, make_gradebook
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.both_ways import assert_equal
from tests.notebooks.postgres import Server, missing, running_server, use
from tests.notebooks.sample_class import RIGHT, TANH, UNIT
from tests.notebooks.test_marks_that_count import change_points, submit
from tests.notebooks.test_trouble import run, stopped

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
LATE = "2026-03-02 12:00:00 UTC"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


@pytest.fixture(scope="module")
def template(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with nbgrader's tables, which tests copy."""
    name = server.new_database()
    root = tmp_path_factory.mktemp("template")
    (root / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.db_url = {server.address(name)!r}\n"
    )
    make_gradebook(root)
    return name


@pytest.fixture
def on_server(course: CourseFolder, server: Server, template: str) -> CourseFolder:
    """A course with one submission, whose gradebook is a database of its own."""
    use(course.root, server.address(server.new_database(template)))
    submit(course, "ann", RIGHT)
    return course


def people_have_their_say(folder: Path) -> None:
    with Gradebook(gradebook_address(folder)) as book:
        book.update_or_create_assignment(UNIT, duedate="2026-03-01 12:00:00 UTC")
        book.find_grade("forget_gate-grade", UNIT, UNIT, "ben").manual_score = 1
        book.find_comment("forget_gate", UNIT, UNIT, "ben").manual_comment = "Well tried."
        book.find_submission(UNIT, "ann").extension = timedelta(days=3)
        book.db.commit()


@pytest.mark.slow
def test_it_grades_and_regrades_as_on_sqlite(
    course: CourseFolder, server: Server, template: str, tmp_path: Path
) -> None:
    submit(course, "ann", RIGHT, LATE)
    submit(course, "ben", RIGHT | {"forget_gate": TANH})
    submit(course, "cyd", RIGHT, LATE)
    there = CourseFolder(shutil.copytree(course.root, tmp_path / "there"))
    use(there.root, server.address(server.new_database(template)))
    said = []
    for folder in (course, there):
        grade_course(folder.root, options=GradingOptions(feedback=True))
        people_have_their_say(folder.root)
        grade_course(folder.root, options=GradingOptions(feedback=True))
        change_points(folder, "forget_gate", 5.0)
        arguments = ["course", "grade", str(folder.root), "--regrade"]
        dry = CliRunner().invoke(app, [*arguments, "--dry-run"]).output
        done = CliRunner().invoke(app, arguments).output
        assert done.splitlines() == dry.replace("would be graded", "graded").splitlines()[:-1]
        said.append(done)
    assert not there.gradebook.exists()
    assert said[0] == said[1]
    assert "ben, gates: 9/10 → 9/13 (by hand and kept: forget_gate)" in said[1]
    assert_equal(course.root, there.root)
    assert {result.outcome for result in grade_course(there.root)} == {"unchanged"}
    assert run(there, "report").exit_code == 0


@pytest.mark.slow
def test_a_new_database_gets_its_tables(course: CourseFolder, server: Server) -> None:
    use(course.root, server.address(server.new_database()))
    stopped(run(course, "report"), "holds no grades yet")
    submit(course, "ann", RIGHT)
    assert run(course).exit_code == 0


def test_a_server_that_is_down(on_server: CourseFolder) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        use(on_server.root, f"postgresql+psycopg2://a@127.0.0.1:{closed.getsockname()[1]}/x")
        stopped(run(on_server), "no server answers there", "Start the server")
    use(on_server.root, "postgresql+psycopg2://a@/x?host=/nowhere")
    stopped(run(on_server, "report"), "no server answers there")


def test_names_and_passwords_that_are_wrong(
    on_server: CourseFolder, server: Server, template: str
) -> None:
    for address, words in (
        (server.address(template, password="secret"), "refused the user's name or password"),
        (server.address(template, user="nobody-knows"), "refused the user's name or password"),
        (server.address("elsewhere"), "Create it with `createdb`"),
        (server.address(template).replace("127.0.0.1", "nowhere.invalid"), "host is not known"),
        (server.address(template) + "?password=secret", "refused the user's name or password"),
    ):
        use(on_server.root, address)
        done = run(on_server)
        stopped(done, words)
        assert "secret" not in done.output
        assert "a-password" not in done.output


def test_a_user_who_may_only_read(
    on_server: CourseFolder, server: Server, template: str, nothing_runs: None
) -> None:
    name = server.new_database(template)
    server.execute("CREATE ROLE reader LOGIN PASSWORD 'read'")
    server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=name)
    use(on_server.root, server.address(name, "reader", "read"))
    stopped(run(on_server), "is read-only for this user", "no mark can be written")
    server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    use(on_server.root, server.address(name))
    stopped(run(on_server), "is read-only for this user")


def test_a_locked_table(
    on_server: CourseFolder, monkeypatch: pytest.MonkeyPatch, nothing_runs: None
) -> None:
    monkeypatch.setattr(trouble, "LOCK_WAIT", 0.2)
    engine = sqlalchemy.create_engine(gradebook_address(on_server.root))
    with engine.connect() as other:
        other.exec_driver_sql("LOCK TABLE grade IN SHARE MODE")
        stopped(run(on_server), "is locked", "10 seconds", "run the same command again")
    engine.dispose()


def test_rows_that_get_locked_meanwhile(
    on_server: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(on_server).exit_code == 0
    submit(on_server, "ann", RIGHT | {"forget_gate": TANH})
    monkeypatch.setattr(trouble, "LOCK_WAIT", 0.2)
    engine = sqlalchemy.create_engine(gradebook_address(on_server.root))
    with engine.connect() as other:
        other.exec_driver_sql("UPDATE grade SET extra_credit = 1")
        stopped(run(on_server), "is locked")
    engine.dispose()
    monkeypatch.undo()
    (result,) = grade_course(on_server.root)
    assert result.outcome == "graded"
    assert result.counted is not None
    assert result.counted.text == "8/10"


def test_a_server_that_stops_meanwhile(
    on_server: CourseFolder, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = CourseFolder.save_grade
    name = gradebook_address(on_server.root).rpartition("/")[2]

    def then_end(self: CourseFolder, *arguments: str) -> None:
        usual(self, *arguments)
        server.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )

    monkeypatch.setattr(CourseFolder, "save_grade", then_end)
    stopped(run(on_server), "stopped answering", "What was graded is kept")
    monkeypatch.undo()
    (result,) = grade_course(on_server.root)
    assert result.outcome == "graded"
