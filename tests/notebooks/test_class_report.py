"""`gatewise course report` on a graded class: questions, examples, and the board that follows."""

from __future__ import annotations

import io
import shutil
import threading
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from rich.console import Console
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.class_board import keep_current
from autograder.commands.class_report import questions_about
from autograder.notebooks.gradebook.people import names_of_people
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.conftest import Class
from tests.notebooks.sample_class import RIGHT, TANH
from tests.notebooks.test_marks_that_count import submit


def test_a_misconception_leads_to_the_questions_that_treat_it(made: NewCourse) -> None:
    questions = questions_about(made.kit)
    names = {question.name for question in questions["cell-forget-inverted"]}
    assert "forget-zero" in names
    prompts = [question.prompt for found in questions.values() for question in found]
    assert not any("{{" in prompt or "\n" in prompt or "$" in prompt for prompt in prompts)
    assert any("= …" in prompt for prompt in prompts)  # a number that is drawn


def test_the_report_shows_an_example_and_who_holds_it(graded_again: Class) -> None:
    said = CliRunner().invoke(app, ["course", "report", str(graded_again.folder)])
    assert said.exit_code == 0, said.output
    page = (graded_again.folder / "report.html").read_text(encoding="utf-8")
    assert "tanh where the gate needs a sigmoid" in page[: page.index("Exercise by exercise")]
    assert "return np.tanh(x_t @ W.T + h_prev @ U.T + b)</code>" in page
    assert "“The forget gate” in <code>source/gates/gates.ipynb</code>" in page
    said = CliRunner().invoke(app, ["course", "report", str(graded_again.folder), "--anonymous"])
    assert said.exit_code == 0, said.output
    anonymous = (graded_again.folder / "report-anonymous.html").read_text(encoding="utf-8")
    learners = [path.name for path in (graded_again.folder / "submitted").iterdir()]
    assert [name for name in learners if f">{name}<" in anonymous] == []
    assert "learner 3" in anonymous


def test_an_example_holds_no_name_of_the_gradebook(course: CourseFolder) -> None:
    with Gradebook(f"sqlite:///{course.gradebook}") as book:
        book.add_student("s17", first_name="Zelda", last_name="Fitz", email="z@example.org")
    assert names_of_people(course.root) == {"s17", "Zelda", "Fitz", "z@example.org"}
    (course.gradebook).unlink()
    assert names_of_people(course.root) == frozenset()


@pytest.mark.slow
def test_the_board_follows_what_comes_in(course: CourseFolder, tmp_path: Path) -> None:
    out, end = tmp_path / "board.html", threading.Event()
    said = Console(file=io.StringIO())
    following = threading.Thread(target=keep_current, args=(said, course.root, out, False, end))
    following.start()
    try:
        _until(out, "Nothing so far")
        submit(course, "ann", RIGHT | {"forget_gate": TANH})
        _until(out, "1 learner so far")
        submit(course, "bob", RIGHT)
        _until(out, "2 learners so far")
        assert "tanh where the gate needs a sigmoid" in out.read_text(encoding="utf-8")
        assert "ann" not in out.read_text(encoding="utf-8")
        shutil.rmtree(course.root / "submitted" / "bob")
        (course.root / "grades" / "gates" / "bob.json").unlink()
        with Gradebook(f"sqlite:///{course.gradebook}") as book:
            book.remove_student("bob")
        _until(out, "1 learner so far")
    finally:
        end.set()
        following.join(timeout=60)
    assert not following.is_alive()


@pytest.mark.slow
def test_what_cannot_be_graded_is_not_reported_as_graded_each_time(
    course: CourseFolder, tmp_path: Path
) -> None:
    said, end = Console(file=io.StringIO(), width=200), threading.Event()
    end.set()
    submit(course, "ann", RIGHT, "yesterday evening")
    submit(course, "bob", RIGHT)
    for graded in (True, False):
        keep_current(said, course.root, tmp_path / "board.html", until=end)
        text = said.file.getvalue()  # type: ignore[attr-defined]
        assert ("graded 1 submission" in text) is graded
        assert ("1 submission for a person to look at: `gatewise course grade" in text) is graded
        said.file = io.StringIO()


def _until(page: Path, text: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.is_file() and text in page.read_text(encoding="utf-8"):
            return
        time.sleep(0.2)
    raise TimeoutError(f"the board never said {text!r}")
