"""Submitted quizzes into grades. Nothing of a submission is executed.

The quiz engine gives the marks. This side imports nothing of it and takes its name (the trait
``GradeInSandbox.quizzes``, by default `ENGINE`).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status
from autograder.judge.messages import explain_unreadable
from autograder.notebooks.intake.submitted import SubmittedFolder, naming_the_file_alone
from autograder.notebooks.intake.ungraded import NOTHING_RUN
from autograder.notebooks.quizzes.assignments import quiz_key, stubs_of
from autograder.notebooks.quizzes.attempts import keep_attempt
from autograder.submission.course_folder import CourseFolder
from autograder.submission.notebook import nbgrader_id, read_cells, source_of
from autograder.submission.source_file import UnreadableSubmission, read_source

ENGINE = "quizzes.graded"
"""The module that makes graded quizzes and marks them."""


IN_TEXT = "The answer stands in a text cell: only code cells are read, so a person looks at it."
"""What is said of an answer cell that became a Markdown or raw cell."""


class QuizMark(Protocol):
    """The mark of one question as the quiz engine gives it."""

    @property
    def grade_id(self) -> str:
        """nbgrader's id of the answer cell."""

    @property
    def status(self) -> Status:
        """What became of the answer."""

    @property
    def score(self) -> float | None:
        """The points that the answer gets; none where a person has to read it."""

    @property
    def max_score(self) -> float:
        """The points of the question."""

    @property
    def message(self) -> str:
        """What the learner reads."""

    @property
    def misconceptions(self) -> Iterable[str]:
        """The misconceptions that the answer shows."""


def mark_quiz(
    folder: CourseFolder, submitted: SubmittedFolder, engine: str = ENGINE, keep: bool = True
) -> tuple[Grade, str]:
    """Mark a submitted quiz, of which nothing is executed, and keep a first attempt.

    Returns its grade, and what kept it from being read (empty where nothing did). `engine` is the
    module that marks it. Without `keep`, nothing is written.
    """
    marker: Any = importlib.import_module(engine)
    try:
        sources, texts = answers_of(submitted)
        stubs, problem = stubs_of(folder, submitted.notebook), ""
        if keep:
            keep_attempt(folder, submitted, sources, stubs)
    except UnreadableSubmission as error:
        sources, texts, stubs, problem = {}, {}, {}, str(error)
    marks = marker.mark_sources(marker.load_key(quiz_key(folder, submitted.notebook)), sources)
    in_text = _answered_in_text(sources, texts, stubs)
    exercises = tuple(
        _exercise_grade(mark, problem or (IN_TEXT if mark.grade_id in in_text else ""))
        for mark in marks
    )
    notes = (problem,) if problem else ()
    grade = Grade(submitted.learner, submitted.notebook, exercises, NOTHING_RUN, notes)
    return grade, problem


def _answered_in_text(
    sources: Mapping[str, str], texts: Mapping[str, str], stubs: Mapping[str, str]
) -> set[str]:
    """The questions whose answer cell became a text cell that is not the released stub.

    A code cell of the same question that holds an answer counts instead.
    """
    return {
        name
        for name, text in texts.items()
        if text.strip() not in ("", stubs.get(name, "").strip())
        and sources.get(name, "").strip() in ("", stubs.get(name, "").strip())
    }


def _exercise_grade(mark: QuizMark, problem: str) -> ExerciseGrade:
    """The mark of one question, or no mark where its answer could not be read."""
    if problem:
        why = explain_unreadable(problem)
        return ExerciseGrade(mark.grade_id, "grader_error", None, float(mark.max_score), why)
    return ExerciseGrade(
        mark.grade_id,
        mark.status,
        None if mark.score is None else float(mark.score),
        float(mark.max_score),
        Explanation(mark.message),
        misconceptions=tuple(mark.misconceptions),
    )


def answers_of(submitted: SubmittedFolder) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The source of each answer cell by its id: code cells, and cells that became text cells.

    Where an id occurs twice, the last cell counts. Raises `UnreadableSubmission`.
    """
    if submitted.path is None or submitted.path.suffix != ".ipynb":
        raise UnreadableSubmission(
            f"There is no {submitted.notebook}.ipynb in the submission. A quiz is answered in its"
            " notebook."
        )
    with naming_the_file_alone(submitted.path):
        cells = read_cells(read_source(submitted.path), submitted.path)
    code: dict[str, str] = {}
    texts: dict[str, str] = {}
    for cell in cells:
        identity = nbgrader_id(cell)
        if isinstance(identity, str):
            (code if cell.get("cell_type") == "code" else texts)[identity] = source_of(cell)
    return code, texts
