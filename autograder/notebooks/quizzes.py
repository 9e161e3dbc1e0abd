"""Graded quizzes as nbgrader assignments: the notebook, what the instructor's side keeps, and the marks.

Questions and marks are the quiz engine's; it comes in by name (the trait ``GradeInSandbox.quizzes``, ``quizzes.graded``
as a rule) and as plain cells, so that this side imports nothing of it.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.folder import CourseFolder
from autograder.notebooks.build import KERNEL, grade_metadata, solution_metadata
from autograder.notebooks.handin import HandIn
from autograder.score import ExerciseGrade, Grade
from autograder.submission import UnreadableSubmission, grade_id, read_cells, source_of

ENGINE = "quizzes.graded"


class QuizCell(Protocol):
    """One cell as the quiz engine makes it: an answer cell has an id and points, a text has neither."""

    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def grade_id(self) -> str | None: ...
    @property
    def points(self) -> float | None: ...


def quiz_path(folder: CourseFolder, name: str) -> Path:
    """Where the instructor's side keeps the questions with their keys."""
    return folder.secrets / "quizzes" / f"{name}.json"


def add_quiz(folder: CourseFolder, name: str, cells: Iterable[QuizCell], key: str) -> Path:
    """Put a quiz into a course as the assignment `name`: its notebook in ``source/``, its `key` among the secrets.

    Returns the notebook. From there ``nbgrader generate_assignment`` and all else work as for a unit.
    """
    cells = list(cells)
    path = folder.root / "source" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(quiz_notebook(cells), path)
    secret = quiz_path(folder, name)
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    stubs = {cell.grade_id: cell.source for cell in cells if cell.grade_id}
    secret.write_text(json.dumps({"key": key, "stubs": stubs}), encoding="utf-8")
    secret.chmod(0o600)
    return path


def quiz_notebook(cells: Iterable[QuizCell]) -> nbformat.NotebookNode:
    """The quiz as an nbgrader source notebook. Behind each answer stands a locked cell with its points."""
    made = []
    for number, cell in enumerate(cells):
        if cell.grade_id is None or cell.points is None:
            made.append(new_markdown_cell(cell.source, id=f"text-{number}"))
            continue
        metadata = {"nbgrader": solution_metadata(cell.grade_id)}
        made.append(new_code_cell(cell.source, id=cell.grade_id, metadata=metadata))
        marks = {"nbgrader": grade_metadata(grade_id(cell.grade_id), cell.points)}
        made.append(new_code_cell(_answered(cell.points), id=grade_id(cell.grade_id), metadata=marks))
    return new_notebook(cells=made, metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}})


def _answered(points: float) -> str:
    return ("# Says whether there is an answer. Whether it is right you learn after grading.\n"
            f"{float(points)} * (answer is not ...)")


def stubs_of(folder: CourseFolder, name: str) -> dict[str, str]:
    """The answer cells of a quiz as they are handed out, by id; empty for what is no quiz."""
    path = quiz_path(folder, name)
    return dict(json.loads(path.read_text(encoding="utf-8"))["stubs"]) if path.is_file() else {}


def is_quiz(folder: CourseFolder, name: str) -> bool:
    return quiz_path(folder, name).is_file()


def mark_quiz(folder: CourseFolder, hand_in: HandIn, engine: str = ENGINE) -> tuple[Grade, str]:
    """The grade of a quiz that was handed in, and what kept it from being read. Nothing in it is executed."""
    marker: Any = importlib.import_module(engine)
    key = json.loads(quiz_path(folder, hand_in.notebook).read_text(encoding="utf-8"))["key"]
    try:
        sources, problem = answers_of(hand_in), ""
    except UnreadableSubmission as error:
        sources, problem = {}, str(error)
    marks = marker.mark_sources(marker.load_key(key), sources)
    told = f"This hand-in could not be read, so a person will look at it. {problem}"
    exercises = tuple(
        ExerciseGrade(mark.grade_id, "grader_error", None, float(mark.max_score), told, "") if problem else
        ExerciseGrade(mark.grade_id, mark.status, float(mark.score), float(mark.max_score), mark.message, "",
                      misconceptions=tuple(mark.misconceptions))
        for mark in marks)
    return Grade(hand_in.learner, hand_in.notebook, exercises, "A", (problem,) if problem else ()), problem


def answers_of(hand_in: HandIn) -> Mapping[str, str]:
    """The source of each answer cell; of several with one id the last. Raises `UnreadableSubmission`."""
    if hand_in.path is None or hand_in.path.suffix != ".ipynb":
        raise UnreadableSubmission(f"There is no {hand_in.notebook}.ipynb in what was handed in. A quiz is answered in "
                                   "its notebook.")
    try:
        text = hand_in.path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSubmission(f"{hand_in.path.name} cannot be read as text: {error}") from error
    found = {}
    for cell in read_cells(text, Path(hand_in.path.name)):
        metadata = cell.get("metadata")
        known = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
        identity = known.get("grade_id") if isinstance(known, Mapping) else None
        if isinstance(identity, str) and cell.get("cell_type") == "code":
            found[identity] = source_of(cell)
    return found
