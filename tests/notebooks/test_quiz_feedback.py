"""Answers that only a person can read, and feedback that is held back until a quiz is due."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.quizzes.assignments import add_quiz, release_of
from autograder.notebooks.quizzes.holding import held_until
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.course_folder import CourseFolder
from quizzes import load_bank
from quizzes.graded import drawn_for_course, grade_ids, notebook_cells, save_key
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import filled, identity

NAME = "quiz-gates"


@pytest.fixture
def questions() -> list[Any]:
    singles = [question for question in load_bank().questions if question.type == "single"]
    return drawn_for_course(singles[:3], b"secret")


@pytest.fixture
def course(made: NewCourse, tmp_path: Path, questions: list[Any]) -> CourseFolder:
    folder = CourseFolder(tmp_path / "course")
    shutil.copytree(made.folder.root, folder.root)
    add_quiz(folder, NAME, notebook_cells(questions, "Gates"), save_key(questions))
    return folder


def submit(
    course: CourseFolder,
    learner: str,
    sources: dict[str, str],
    types: dict[str, str] | None = None,
    without: Sequence[str] = (),
) -> None:
    notebook = json.loads((course.root / "source" / NAME / f"{NAME}.ipynb").read_text())
    cells = [cell for cell in filled(notebook["cells"], sources) if identity(cell) not in without]
    for cell in cells:
        if kind := (types or {}).get(str(identity(cell))):
            cell["cell_type"] = kind
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    folder = course.root / "submitted" / learner / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook | {"cells": cells}))


def right(questions: list[Any]) -> dict[str, str]:
    return {
        name: f"answer = {question.shown_key()!r}"
        for name, question in zip(grade_ids(questions), questions, strict=True)
    }


def marks(course: CourseFolder, learner: str) -> list[tuple[float | None, bool]]:
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        rows = gradebook.find_submission_notebook(NAME, NAME, learner).grades
        return [
            (row.auto_score, row.needs_manual_grade) for row in sorted(rows, key=lambda r: r.name)
        ]


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_cell_that_became_a_text_cell_goes_to_a_person(
    course: CourseFolder, questions: list[Any], kind: str
) -> None:
    submit(course, "ada", right(questions), {"question-1": kind})
    submit(course, "ben", {}, {"question-1": kind})

    results = {result.submitted.learner: result for result in grade_course(course.root, NAME)}

    first = results["ada"].grade.exercises[0]
    assert (first.status, first.score) == ("grader_error", None)
    assert "text cell" in first.message
    assert [score for score, _ in marks(course, "ada")] == [None, 1.0, 1.0]
    assert marks(course, "ada")[0][1], "formgrader asks for a mark"
    assert [score for score, _ in marks(course, "ben")] == [0.0, 0.0, 0.0], "the stub is no answer"


def test_an_unreadable_answer_goes_to_a_person_in_the_gradebook(
    course: CourseFolder, questions: list[Any]
) -> None:
    submit(course, "ada", right(questions) | {"question-2": "answer = !ls"})
    submit(course, "ben", {name: text.replace("'", "’") for name, text in right(questions).items()})
    grade_course(course.root, NAME)

    assert [score for score, _ in marks(course, "ada")] == [1.0, None, 1.0]
    assert [score for score, _ in marks(course, "ben")] == [1.0, 1.0, 1.0]


def due(course: CourseFolder, when: datetime | None) -> None:
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        gradebook.update_or_create_assignment(
            NAME, duedate=when.replace(tzinfo=None) if when else None
        )


def page(course: CourseFolder, learner: str) -> str:
    shutil.rmtree(course.root / "feedback", ignore_errors=True)
    nbgrader(course.root, "generate_feedback", NAME)
    return (course.root / "feedback" / learner / NAME / f"{NAME}.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_feedback_is_held_back_until_the_quiz_is_due(
    course: CourseFolder, questions: list[Any]
) -> None:
    wrong = {
        name: f"answer = {next(a for a in 'ab' if a != question.shown_key())!r}"
        for name, question in zip(grade_ids(questions), questions, strict=True)
    }
    submit(course, "ada", right(questions) | {"question-2": wrong["question-2"]})
    submit(course, "ben", wrong)
    grade_course(course.root, NAME)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    due(course, tomorrow)

    held = {learner: page(course, learner) for learner in ("ada", "ben")}
    assert f"{tomorrow:%Y-%m-%d %H:%M} UTC" in held["ada"], "learners read when they will see it"
    assert held["ada"] == held["ben"], "two submissions with other marks have the same page"
    for telling in ("Right.", "Not yet.", "Look again at", "Test cell", "question-1"):
        assert telling not in held["ada"]

    due(course, datetime.now(UTC) - timedelta(minutes=1))
    shown = page(course, "ada")
    assert "Not yet." in shown
    assert "held back" not in shown
    due(course, None)
    assert "Not yet." in page(course, "ada"), "without a due date nothing is held back"


def test_an_extension_holds_a_learners_own_feedback_back(
    course: CourseFolder, questions: list[Any]
) -> None:
    submit(course, "ada", right(questions))
    submit(course, "ben", right(questions))
    grade_course(course.root, NAME)
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    due(course, moment)
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        gradebook.grant_extension(NAME, "ada", days=2)

    def until(learner: str, now: datetime) -> datetime | None:
        return held_until(course, NAME, learner, f"sqlite:///{course.gradebook}", now)

    later = moment + timedelta(hours=1)
    assert until("ben", moment - timedelta(hours=1)) == moment
    assert until("ben", later) is None
    assert until("ada", later) == moment + timedelta(days=2)
    assert until("nobody", later) is None


def test_an_instructor_may_show_it_at_once_and_the_course_keeps_that(
    course: CourseFolder, questions: list[Any]
) -> None:
    cells, key = notebook_cells(questions, "Gates"), save_key(questions)
    assert release_of(course, NAME) == "after-due"
    add_quiz(course, NAME, cells, key, feedback="at-once")
    add_quiz(course, NAME, cells, key)
    assert release_of(course, NAME) == "at-once", "made anew without the option"
    submit(course, "ada", right(questions))
    grade_course(course.root, NAME)
    due(course, datetime.now(UTC) + timedelta(days=1))

    assert "passed" in page(course, "ada")


def test_add_quiz_says_when_learners_see_what_they_got(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    def run(*options: str) -> str:
        command = ["course", "add-quiz", str(course.root), "graded-layers", *options]
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    assert "held back until the quiz is due" in run()
    assert "--force" in run()
    assert "as soon as feedback is released" in run("--feedback", "at-once")
    assert "as soon as feedback is released" in run()
    assert "held back until the quiz is due" in run("--feedback", "after-due")


def test_a_quiz_of_an_older_course_is_held_back_too(course: CourseFolder) -> None:
    path = course.quiz_path(NAME)
    kept = json.loads(path.read_text())
    del kept["feedback"]
    path.write_text(json.dumps(kept))

    assert release_of(course, NAME) == "after-due"
