"""Cells of a quiz that were deleted, copied, split, merged or written elsewhere: an answer that may
be there costs nobody a mark without a person.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.quizzes.answer_cells import answers_in
from autograder.notebooks.quizzes.assignments import texts_of
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.test_quiz_feedback import (  # noqa: F401
    NAME,
    course,
    marks,
    questions,
    right,
    submit,
)

STUBS = {f"question-{number}": f"# For example: {number}\nanswer = ..." for number in (1, 2, 3)}
PROSE = "**Question 1** (1 point)"
Cells = list[dict[str, Any]]


def cell(text: str, question: str | None = None, kind: str = "code") -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": question}} if question else {}
    return {"cell_type": kind, "metadata": metadata, "source": text}


def answered() -> Cells:
    """Every question answered with its number, below a text that was handed out."""
    return [cell(PROSE, kind="markdown")] + [
        part
        for name in STUBS
        for part in (cell(f"answer = {name[-1]}", name), cell("1.0", f"{name}-grade"))
    ]


def read(change: Callable[[Cells], object]) -> tuple[dict[str, str], dict[str, str]]:
    """What counts for each question, and what a person has to decide, after a change."""
    cells = answered()
    change(cells)
    found = answers_in(cells, STUBS, [PROSE])
    return dict(found.sources), dict(found.doubts)


def again(cells: Cells, text: str) -> None:
    """Copy the cell of the first question below itself, with another text."""
    cells.insert(2, copy.deepcopy(cells[1]) | {"source": text})


def merge(cells: Cells) -> None:
    """Merge the cells of the first two questions, as JupyterLab does."""
    cells[1]["source"] += "\n\n" + cells.pop(3)["source"]


def stray(kind: str, text: str) -> Callable[[Cells], None]:
    """Leave the first question as it was handed out, and write in a cell of one's own."""

    def change(cells: Cells) -> None:
        cells[1]["source"] = STUBS["question-1"]
        cells.insert(2, cell(text, kind=kind))

    return change


def in_the_prompt(cells: Cells) -> None:
    cells[1]["source"] = STUBS["question-1"]
    cells[0]["source"] += "\n\nb"


def in_the_locked_cell(cells: Cells) -> None:
    cells[1]["source"] = ""
    cells[2]["source"] = "answer = 1"


UNCLEAR: dict[str, tuple[Callable[[Cells], object], set[str]]] = {
    "deleted": (lambda cells: cells.pop(1), {"question-1"}),
    "all deleted": (lambda cells: cells.clear(), set(STUBS)),
    "merged": (merge, {"question-1", "question-2"}),
    "copied and changed": (lambda cells: again(cells, "answer = 7"), {"question-1"}),
    "split within the answer": (lambda cells: again(cells, "+ 1"), {"question-1"}),
    "code of one's own": (stray("code", "x = 1\nanswer = 1"), {"question-1"}),
    "a text of one's own": (stray("markdown", "one"), {"question-1"}),
    "a raw cell": (stray("raw", "one"), {"question-1"}),
    "in the prompt": (in_the_prompt, {"question-1"}),
    "in the locked cell": (in_the_locked_cell, {"question-1"}),
    "became text": (lambda cells: cells[1].update(cell_type="raw"), {"question-1"}),
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_an_answer_that_may_stand_elsewhere_goes_to_a_person(name: str) -> None:
    change, expected = UNCLEAR[name]

    sources, doubts = read(change)

    assert doubts.keys() == expected
    assert {source for name, source in sources.items() if name not in doubts} == {
        f"answer = {name[-1]}" for name in STUBS.keys() - expected
    }


CLEAR: dict[str, Callable[[Cells], object]] = {
    "nothing": lambda cells: None,
    "copied": lambda cells: again(cells, "answer = 1"),
    "copied and emptied": lambda cells: again(cells, " "),
    "a copy as handed out": lambda cells: again(cells, STUBS["question-1"]),
    "the locked cell deleted": lambda cells: cells.pop(2),
    "turned around": lambda cells: cells.reverse(),
    "work of one's own": lambda cells: cells.insert(2, cell("x = 1\nanswer == x")),
    "notes of one's own": lambda cells: cells.insert(2, cell("mine", kind="markdown")),
}


@pytest.mark.parametrize("name", CLEAR)
def test_what_changes_no_answer_is_no_question_for_a_person(name: str) -> None:
    sources, doubts = read(CLEAR[name])

    assert sources == {name: f"answer = {name[-1]}" for name in STUBS}
    assert doubts == {}


def test_work_beside_an_unanswered_question_is_no_answer() -> None:
    for kind, text in (("code", "x = 1"), ("code", "answer = ..."), ("markdown", PROSE)):
        assert read(stray(kind, text))[1] == {}, text


def test_the_gradebook_asks_for_a_person(
    course: CourseFolder,  # noqa: F811
    questions: list[Any],  # noqa: F811
) -> None:
    handed_out = [cell for cell in texts_of(course, NAME) if "Question 1" in cell]
    assert handed_out, "the course knows the texts that it handed out"
    submit(course, "ada", right(questions))
    submit(course, "ben", {})
    submit(course, "cem", right(questions), without=("question-2",))

    results = {result.submitted.learner: result for result in grade_course(course.root, NAME)}

    assert [score for score, _ in marks(course, "ada")] == [1.0, 1.0, 1.0]
    assert [score for score, _ in marks(course, "ben")] == [0.0, 0.0, 0.0]
    assert marks(course, "cem") == [(1.0, False), (None, True), (1.0, False)]
    assert "is missing" in results["cem"].grade.exercises[1].message
