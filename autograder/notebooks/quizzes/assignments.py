"""Graded quizzes as nbgrader assignments: the notebook, and what the instructor's side keeps.

The quiz engine makes the questions. This side imports nothing of it and takes plain cells.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.notebooks.release.build import KERNEL, grade_metadata, solution_metadata
from autograder.submission.course_folder import CourseFolder
from autograder.submission.notebook import grade_id

Release: TypeAlias = Literal["after-due", "at-once"]
"""When learners see marks and feedback on each question: after the due date, where the quiz has
one, or as soon as feedback is generated."""


class QuizCell(Protocol):
    """One cell as the quiz engine makes it.

    An answer cell has an id and points, a text has neither.
    """

    @property
    def source(self) -> str:
        """The text of the cell as learners receive it."""

    @property
    def grade_id(self) -> str | None:
        """nbgrader's id of an answer cell."""

    @property
    def points(self) -> float | None:
        """The points of an answer cell."""


@dataclass(frozen=True)
class KeptQuiz:
    """What the instructor's side keeps of a quiz.

    ``key`` holds the questions with their answers, as the engine wrote them. ``asked`` says what
    learners' answers refer to. ``stubs`` are the answer cells as released, by id. ``feedback`` says
    when learners see what they got for each question. ``texts`` are all texts that stood in the
    quiz's text cells since it was first made.
    """

    key: str
    asked: str
    stubs: Mapping[str, str]
    feedback: Release = "after-due"
    texts: Sequence[str] = ()


class QuizChanged(ValueError):
    """A quiz that learners have answered would ask something else. Says what to do."""


class DamagedQuiz(ValueError):
    """What the course keeps of a quiz cannot be read. Says what to do."""


def add_quiz(
    folder: CourseFolder,
    name: str,
    cells: Iterable[QuizCell],
    key: str,
    asked: str = "",
    feedback: Release | None = None,
) -> Path:
    """Put a quiz into a course, or replace the one of that name.

    The notebook goes into ``source/``; ``nbgrader generate_assignment`` and the other commands then
    work as for a unit. Words and keys of a quiz may change at any time: grading again gives the new
    marks. What answers refer to may not change after a learner has submitted the quiz.

    Parameters
    ----------
    folder
        The course.
    name
        The name of the assignment.
    cells
        The cells of the notebook.
    key
        The questions with their answers, as the engine reads them.
    asked
        A text that differs when answers refer to something else.
    feedback
        When learners see what they got for each question. Without it a quiz keeps what it has; a
        new one holds it back until it is due.

    Returns
    -------
    The path of the notebook.

    Raises
    ------
    QuizChanged
        When a submitted quiz would ask something else, or `name` is the name of a unit.
    DamagedQuiz
        When what is kept of the quiz cannot be read.
    """
    cells = list(cells)
    path = folder.root / "source" / name / f"{name}.ipynb"
    _refuse_change(folder, name, path, asked)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(quiz_notebook(cells), path)
    secret = folder.quiz_path(name)
    secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    stubs = {cell.grade_id: cell.source for cell in cells if cell.grade_id}
    when = feedback or (release_of(folder, name) if secret.is_file() else "after-due")
    before = _kept(folder, name).texts if secret.is_file() else ()
    texts = dict.fromkeys([*before, *(cell.source for cell in cells if not cell.grade_id)])
    kept = KeptQuiz(key, asked, stubs, when, tuple(texts))
    secret.write_text(json.dumps(asdict(kept)), encoding="utf-8")
    secret.chmod(0o600)
    return path


def _refuse_change(folder: CourseFolder, name: str, path: Path, asked: str) -> None:
    """Raise `QuizChanged` where a quiz must not be written to `path`."""
    if path.is_file() and not is_quiz(folder, name):
        raise QuizChanged(
            f"{name} is a unit of this course. Give the quiz another topic, such as quiz-{name}."
        )
    learners = sorted(place.parent.name for place in (folder.root / "submitted").glob(f"*/{name}"))
    if learners and is_quiz(folder, name) and _kept(folder, name).asked != asked:
        who = ", ".join([*learners[:3], *(["…"] if len(learners) > 3 else [])])
        raise QuizChanged(
            f"{name} was submitted already ({who}), and the new quiz asks other questions or"
            " options, or in another order, so those answers would be marked by the wrong ones."
            " Words, keys and tolerances may change; for other questions choose another topic."
        )


def _kept(folder: CourseFolder, name: str) -> KeptQuiz:
    path = folder.quiz_path(name)
    try:
        return KeptQuiz(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise DamagedQuiz(
            f"{path}, which keeps the questions of {name} with their answers, is damaged. Restore a"
            f" copy of it; or delete it, and run `gatewise course add-quiz` again with {name}."
        ) from error


def quiz_names(folder: CourseFolder) -> list[str]:
    """The names of a course's quizzes."""
    return sorted(path.stem for path in folder.quiz_path("*").parent.glob("*.json"))


def quiz_key(folder: CourseFolder, name: str) -> str:
    """The key of a quiz, as `add_quiz` received it."""
    return _kept(folder, name).key


def release_of(folder: CourseFolder, name: str) -> Release:
    """When learners see what they got for each question of a quiz."""
    return _kept(folder, name).feedback


def quiz_notebook(cells: Iterable[QuizCell]) -> nbformat.NotebookNode:
    """The quiz as an nbgrader source notebook.

    After each answer cell comes a locked cell that carries its points.
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
        "# Shows whether there is an answer. You learn after grading whether it is right.\n"
        f"{float(points)} * (answer is not ...)"
    )


def stubs_of(folder: CourseFolder, name: str) -> dict[str, str]:
    """The answer cells of a quiz as released, by id; empty where `name` is no quiz."""
    return dict(_kept(folder, name).stubs) if is_quiz(folder, name) else {}


def texts_of(folder: CourseFolder, name: str) -> Sequence[str]:
    """The texts that a quiz handed out, since it was first made; empty where `name` is no quiz."""
    return _kept(folder, name).texts if is_quiz(folder, name) else ()


def is_quiz(folder: CourseFolder, name: str) -> bool:
    """Whether the assignment `name` of a course is a graded quiz."""
    return folder.quiz_path(name).is_file()
