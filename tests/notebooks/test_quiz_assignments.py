"""A graded quiz is an assignment like any other: released without its key, marked without running
anything.
"""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.commands.grading_progress import show_results
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.quizzes.assignments import add_quiz
from autograder.submission.course_folder import CourseFolder
from quizzes import load_bank
from quizzes.graded import drawn_for_course, grade_ids, notebook_cells, save_key
from tests.notebooks.conftest import nbgrader
from tests.notebooks.sample_class import UNIT, filled, identity

NAME = "quiz-gates"


def test_a_quiz_is_released_handed_in_and_marked(course: CourseFolder) -> None:
    fixed = [question for question in load_bank().questions if question.type != "computed"]
    questions = drawn_for_course(fixed[:6], b"secret")
    add_quiz(course, NAME, notebook_cells(questions, "Gates"), save_key(questions))
    notebook = json.loads((course.root / "source" / NAME / f"{NAME}.ipynb").read_text())
    ids = grade_ids(questions)
    answers = {
        name: f"answer = {question.shown_key()!r}"
        for name, question in zip(ids, questions, strict=True)
    }
    evil = f"open({str(course.root / 'evil')!r}, 'w')\nanswer = __import__('os').getcwd()"
    huge = {ids[0]: "answer = [" + '"a",\n' * 10_000 + "]", ids[1]: f"answer = {'9' * 50_000}"}
    for learner, sources in {
        "key": answers,
        "blank": {},
        "evil": {ids[0]: evil},
        "huge": huge,
    }.items():
        folder = course.root / "submitted" / learner / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(
            json.dumps(notebook | {"cells": filled(notebook["cells"], sources)})
        )
    broken = course.root / "submitted" / "broken" / NAME
    broken.mkdir(parents=True)
    (broken / f"{NAME}.ipynb").write_text("{")

    results = {result.submitted.learner: result for result in grade_course(course.root, NAME)}
    assert {learner: result.outcome for learner, result in results.items()} == {
        "key": "graded",
        "blank": "graded",
        "evil": "graded",
        "huge": "graded",
        "broken": "unreadable",
    }
    release = course.root / "release" / NAME
    assert [path.name for path in release.iterdir()] == [f"{NAME}.ipynb"]
    handed_out = json.loads((release / f"{NAME}.ipynb").read_text())["cells"]
    assert (
        len(
            [
                cell
                for cell in handed_out
                if identity(cell) in ids and "answer = ..." in cell["source"]
            ]
        )
        == 6
    )
    ours = scores(course.root)
    worth = sum(question.points for question in questions)
    assert {
        learner: sum(mark for mark in marks if mark is not None)
        for learner, marks in ours.items()
        if None not in marks
    } == {
        "key": worth,
        "blank": 0.0,
        "evil": 0.0,
        "huge": 0.0,
    }
    assert ours["broken"] == [None] * 6
    assert not (course.root / "evil").exists()
    shutil.rmtree(course.root / "autograded")
    nbgrader(course.root, "autograde", NAME)
    assert scores(course.root) == ours
    assert (course.root / "attempts" / NAME / "huge.json").stat().st_size < 30_000


def test_a_hand_in_of_quizzes_alone_starts_no_sandbox(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = drawn_for_course(
        [question for question in load_bank().questions if question.type != "computed"][:1], b"s"
    )
    add_quiz(course, NAME, notebook_cells(questions, "Gates"), save_key(questions))
    for notebook in (NAME, UNIT):
        folder = course.root / "submitted" / "ada" / notebook
        folder.mkdir(parents=True)
        shutil.copy(course.root / "source" / notebook / f"{notebook}.ipynb", folder)

    def no_isolation(*_: object, **__: object) -> None:
        raise PermissionError("this machine cannot isolate")

    monkeypatch.setattr("autograder.notebooks.gradebook.grade_course.Sandbox", no_isolation)
    [result] = grade_course(course.root, NAME)

    assert (result.outcome, result.grade.isolation) == ("graded", "not needed")
    assert json.loads(course.grade_path(NAME, "ada").read_text())["isolation"] == "not needed"
    console = Console(file=io.StringIO(), width=120)
    show_results(console, course.root, [result])
    assert "Nothing of these hand-ins had to be run." in console.file.getvalue()  # type: ignore[attr-defined]
    with pytest.raises(PermissionError, match="cannot isolate"):
        grade_course(course.root)


def scores(root: Path) -> dict[str, list[float | None]]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {
            submission.student.id: [row.auto_score for row in submission.notebooks[0].grades]
            for submission in gradebook.assignment_submissions(NAME)
        }
