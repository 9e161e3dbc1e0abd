"""Graded quizzes as nbgrader assignments: the notebook, what the instructor's side keeps, and the
marks.

Questions and marks are the quiz engine's; it comes in by name (the trait
``GradeInSandbox.quizzes``, ``quizzes`` as a rule) and as plain cells, so that this side
imports nothing of it.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.data.grades import ExerciseGrade, Explanation, Grade
from autograder.judge.messages import explain_unreadable
from autograder.notebooks.intake.submitted import SubmittedFolder, told_by_name
from autograder.notebooks.outputs import NOTHING_RUN
from autograder.notebooks.quizzes.attempts import keep_attempt
from autograder.notebooks.release.build import KERNEL, grade_metadata, solution_metadata
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import (
    UnreadableSubmission,
    grade_id,
    read_cells,
    read_source,
    source_of,
)

ENGINE = "quizzes"


class QuizCell(Protocol):
    """One cell as the quiz engine makes it: an answer cell has an id and points, a text has
    neither.
    """

    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def grade_id(self) -> str | None: ...
    @property
    def points(self) -> float | None: ...


class QuizChanged(ValueError):
    """A quiz that learners have answered would ask something else from now on. Says what to do."""


def quiz_path(folder: CourseFolder, name: str) -> Path:
    """Where the instructor's side keeps the questions with their keys."""
    return folder.secrets / "quizzes" / f"{name}.json"


def add_quiz(
    folder: CourseFolder, name: str, cells: Iterable[QuizCell], key: str, asked: str = ""
) -> Path:
    """Put a quiz into a course as the assignment `name`: its notebook in ``source/``, its `key`
    among the secrets.

    Returns the notebook. From there ``nbgrader generate_assignment`` and all else work as for a
    unit. A quiz that is there is made anew: words and keys may change at any time (grading again
    then gives the new marks), but once somebody has handed it in, what answers refer to (`asked`,
    any text that says it) may not. Raises `QuizChanged`, also where `name` is a unit's.
    """
    cells = list(cells)
    path = folder.root / "source" / name / f"{name}.ipynb"
    if path.is_file() and not is_quiz(folder, name):
        raise QuizChanged(
            f"{name} is a unit of this course. Give the quiz another topic, such as quiz-{name}."
        )
    handed_in = sorted(place.parent.name for place in (folder.root / "submitted").glob(f"*/{name}"))
    if handed_in and is_quiz(folder, name) and _kept(folder, name)["asked"] != asked:
        who = ", ".join([*handed_in[:3], *(["…"] if len(handed_in) > 3 else [])])
        raise QuizChanged(
            f"{name} has been handed in already ({who}), and the new one asks other questions or"
            " options, or in another order, so those answers would be marked by the wrong ones."
            " Words, keys and tolerances may change; for other questions choose another topic."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(quiz_notebook(cells), path)
    secret = quiz_path(folder, name)
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    stubs = {cell.grade_id: cell.source for cell in cells if cell.grade_id}
    secret.write_text(json.dumps({"key": key, "asked": asked, "stubs": stubs}), encoding="utf-8")
    secret.chmod(0o600)
    return path


def _kept(folder: CourseFolder, name: str) -> dict[str, Any]:
    return dict(json.loads(quiz_path(folder, name).read_text(encoding="utf-8")))


def quiz_names(folder: CourseFolder) -> list[str]:
    """The quizzes of a course."""
    return sorted(path.stem for path in (folder.secrets / "quizzes").glob("*.json"))


def quiz_key(folder: CourseFolder, name: str) -> str:
    """The key of a quiz, as it was given to `add_quiz`."""
    return str(_kept(folder, name)["key"])


def quiz_notebook(cells: Iterable[QuizCell]) -> nbformat.NotebookNode:
    """The quiz as an nbgrader source notebook. Behind each answer stands a locked cell with its
    points.
    """
    made = []
    for number, cell in enumerate(cells):
        if cell.grade_id is None or cell.points is None:
            made.append(new_markdown_cell(cell.source, id=f"text-{number}"))
            continue
        metadata = {"nbgrader": solution_metadata(cell.grade_id)}
        made.append(new_code_cell(cell.source, id=cell.grade_id, metadata=metadata))
        marks = {"nbgrader": grade_metadata(grade_id(cell.grade_id), cell.points)}
        made.append(
            new_code_cell(_answered(cell.points), id=grade_id(cell.grade_id), metadata=marks)
        )
    return new_notebook(
        cells=made, metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    )


def _answered(points: float) -> str:
    return (
        "# Says whether there is an answer. Whether it is right you learn after grading.\n"
        f"{float(points)} * (answer is not ...)"
    )


def stubs_of(folder: CourseFolder, name: str) -> dict[str, str]:
    """The answer cells of a quiz as they are handed out, by id; empty for what is no quiz."""
    return dict(_kept(folder, name)["stubs"]) if is_quiz(folder, name) else {}


def is_quiz(folder: CourseFolder, name: str) -> bool:
    return quiz_path(folder, name).is_file()


def mark_quiz(
    folder: CourseFolder, submitted: SubmittedFolder, engine: str = ENGINE
) -> tuple[Grade, str]:
    """The grade of a quiz that was handed in, and what kept it from being read. Nothing in it is
    executed.
    """
    marker: Any = importlib.import_module(engine)
    try:
        sources, problem = answers_of(submitted), ""
        keep_attempt(folder, submitted, sources, stubs_of(folder, submitted.notebook))
    except UnreadableSubmission as error:
        sources, problem = {}, str(error)
    marks = marker.mark_sources(marker.load_key(quiz_key(folder, submitted.notebook)), sources)
    exercises = tuple(
        (
            ExerciseGrade(
                mark.grade_id,
                "grader_error",
                None,
                float(mark.max_score),
                explain_unreadable(problem),
            )
            if problem
            else ExerciseGrade(
                mark.grade_id,
                mark.status,
                float(mark.score),
                float(mark.max_score),
                Explanation(mark.message),
                misconceptions=tuple(mark.misconceptions),
            )
        )
        for mark in marks
    )
    return (
        Grade(
            submitted.learner,
            submitted.notebook,
            exercises,
            NOTHING_RUN,
            (problem,) if problem else (),
        ),
        problem,
    )


def answers_of(submitted: SubmittedFolder) -> Mapping[str, str]:
    """The source of each answer cell; of several with one id the last. Raises
    `UnreadableSubmission`.
    """
    if submitted.path is None or submitted.path.suffix != ".ipynb":
        raise UnreadableSubmission(
            f"There is no {submitted.notebook}.ipynb in what was handed in. A quiz is answered in "
            "its notebook."
        )
    with told_by_name(submitted.path):
        cells = read_cells(read_source(submitted.path), submitted.path)
    found = {}
    for cell in cells:
        metadata = cell.get("metadata")
        known = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
        identity = known.get("grade_id") if isinstance(known, Mapping) else None
        if isinstance(identity, str) and cell.get("cell_type") == "code":
            found[identity] = source_of(cell)
    return found
