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
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.ungraded import NOTHING_RUN
from autograder.notebooks.quizzes.answer_cells import Answers, answers_in
from autograder.notebooks.quizzes.assignments import quiz_key, stubs_of, texts_of
from autograder.notebooks.quizzes.attempts import keep_attempt
from autograder.submission.course_folder import CourseFolder
from autograder.submission.notebook import read_cells
from autograder.submission.source_file import (
    UnreadableSubmission,
    naming_the_file_alone,
    read_source,
)

ENGINE = "quizzes.graded"
"""The module that makes graded quizzes and marks them."""


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
    stubs = stubs_of(folder, submitted.notebook)
    try:
        texts = texts_of(folder, submitted.notebook)
        answers, problem = answers_in(_cells_of(submitted), stubs, texts), ""
        if keep:
            keep_attempt(folder, submitted, answers.sources, stubs)
    except UnreadableSubmission as error:
        answers, problem = Answers({}, {}), str(error)
    key = marker.load_key(quiz_key(folder, submitted.notebook))
    exercises = tuple(
        _exercise_grade(mark, _why_a_person(problem, answers.doubts.get(mark.grade_id)))
        for mark in marker.mark_sources(key, answers.sources)
    )
    notes = (problem,) if problem else ()
    grade = Grade(submitted.learner, submitted.notebook, exercises, NOTHING_RUN, notes)
    return grade, problem


def _why_a_person(problem: str, doubt: str | None) -> Explanation | None:
    """What is said of a question that has no mark: of the whole submission, or of the question."""
    if problem:
        return explain_unreadable(problem)
    return Explanation(f"{doubt} A person will look at it.") if doubt else None


def _exercise_grade(mark: QuizMark, why: Explanation | None) -> ExerciseGrade:
    """The mark of one question, or no mark where a person has to look."""
    if why:
        return ExerciseGrade(mark.grade_id, "grader_error", None, float(mark.max_score), why)
    return ExerciseGrade(
        mark.grade_id,
        mark.status,
        None if mark.score is None else float(mark.score),
        float(mark.max_score),
        Explanation(mark.message),
        misconceptions=tuple(mark.misconceptions),
    )


def _cells_of(submitted: SubmittedFolder) -> list[Mapping[str, Any]]:
    """The cells of a submitted quiz. Raises `UnreadableSubmission`."""
    if submitted.path is None or submitted.path.suffix != ".ipynb":
        raise UnreadableSubmission(
            f"There is no {submitted.notebook}.ipynb in the submission. A quiz is answered in its"
            " notebook."
        )
    with naming_the_file_alone(submitted.path):
        return read_cells(read_source(submitted.path), submitted.path)
