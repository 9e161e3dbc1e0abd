"""A graded quiz is an assignment like any other: released without its key, marked without running
anything.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Sequence
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
from quizzes.types import Question
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import UNIT, filled, identity

NAME = "quiz-gates"


def fixed_questions(count: int) -> list[Question]:
    """The first questions of the bank whose answers need no numbers to be drawn."""
    return [question for question in load_bank().questions if question.type != "computed"][:count]


def hand_in(course: CourseFolder, learner: str, text: str) -> None:
    folder = course.root / "submitted" / learner / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(text)


def test_a_quiz_is_released_handed_in_and_marked(course: CourseFolder) -> None:
    questions = drawn_for_course(fixed_questions(6), b"secret")
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
        hand_in(
            course,
            learner,
            json.dumps(notebook | {"cells": filled(notebook["cells"], sources)}),
        )
    hand_in(course, "broken", "{")

    results = {result.submitted.learner: result for result in grade_course(course.root, NAME)}
    graded = dict.fromkeys(("key", "blank", "evil", "huge"), "graded")
    outcomes = {learner: result.outcome for learner, result in results.items()}
    assert outcomes == graded | {"broken": "unreadable"}
    assert released_stubs(course, ids) == 6
    ours = scores(course.root)
    assert ours.pop("broken") == [None] * 6
    assert sum(mark or 0 for mark in ours.pop("key")) == sum(item.points for item in questions)
    assert ours == {
        "blank": [0.0] * 6,
        "evil": [None, *[0.0] * 5],  # code is no answer, and a person may say what it meant
        "huge": [None, None, *[0.0] * 4],
    }
    assert not (course.root / "evil").exists()

    before = scores(course.root)
    shutil.rmtree(course.root / "autograded")
    nbgrader(course.root, "autograde", NAME)
    assert scores(course.root) == before
    assert (course.root / "attempts" / NAME / "huge.json").stat().st_size < 30_000


def released_stubs(course: CourseFolder, ids: Sequence[str]) -> int:
    """How many of the released cells ask for an answer; nothing else is released."""
    release = course.root / "release" / NAME
    assert [path.name for path in release.iterdir()] == [f"{NAME}.ipynb"]
    cells = json.loads((release / f"{NAME}.ipynb").read_text())["cells"]
    return sum(identity(cell) in ids and "answer = ..." in cell["source"] for cell in cells)


def test_a_submission_of_quizzes_alone_starts_no_sandbox(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = drawn_for_course(fixed_questions(1), b"s")
    add_quiz(course, NAME, notebook_cells(questions, "Gates"), save_key(questions))
    for notebook in (NAME, UNIT):
        folder = course.root / "submitted" / "ada" / notebook
        folder.mkdir(parents=True)
        shutil.copy(course.root / "source" / notebook / f"{notebook}.ipynb", folder)

    def no_isolation(*_: object, **__: object) -> None:
        raise PermissionError("this machine cannot isolate")

    monkeypatch.setattr("autograder.notebooks.gradebook.direct.member.Sandbox", no_isolation)
    [result] = grade_course(course.root, NAME)

    assert (result.outcome, result.grade.isolation) == ("graded", "not needed")
    assert json.loads(course.grade_path(NAME, "ada").read_text())["isolation"] == "not needed"
    console = Console(file=io.StringIO(), width=120)
    show_results(console, course.root, [result])
    assert "Nothing in these submissions had to be run." in console.file.getvalue()  # type: ignore[attr-defined]
    with pytest.raises(PermissionError, match="cannot isolate"):
        grade_course(course.root)


def scores(root: Path) -> dict[str, list[float | None]]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {
            submission.student.id: [row.auto_score for row in submission.notebooks[0].grades]
            for submission in gradebook.assignment_submissions(NAME)
        }
