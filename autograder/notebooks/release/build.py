"""Build what learners get of a unit, from stubs and prose.

An nbgrader notebook, and the same as a ``.py`` file.

Nothing has to be stripped, because what this reads never holds a solution. A unit's folder may hold
``lesson.md``. The lines ``<!-- exercise: SLUG -->`` and ``<!-- quiz: TOPIC -->`` in it mark the
places of exercises and quizzes, and ``<!-- run -->`` stands before a fenced block of Python that
becomes a locked cell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.notebooks.release.prose import Part, gather_figures, prompt_markdown, unit_parts
from autograder.submission.notebook import grade_id
from autograder.submission.percent import CHECK_TAG

SCHEMA_VERSION = 3
"""The version of nbgrader's cell metadata."""
_NOT_FOUND = "# not found? See README.md"
"""Python shows it with the line where it is not the Python that the kit was installed in. Without
it learners would install another package of that name."""
SETUP = f"import numpy as np  {_NOT_FOUND}"
"""The first code cell of every unit."""
CHECK_IMPORT = f"from autograder import check  {_NOT_FOUND}"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
"""The kernel that notebooks name."""


@dataclass(frozen=True)
class BuiltUnit:
    """One unit as learners get it.

    ``python`` is the text of the ``.py`` file. ``figures`` are files by their path relative to the
    notebook. ``topics`` are those of the questions in it, and ``summary`` is
    what it is about.
    """

    unit: str
    title: str
    notebook: nbformat.NotebookNode
    python: str
    figures: Mapping[str, Path]
    topics: tuple[str, ...] = ()
    summary: str = ""


def build_unit(key: AnswerKey, folder: Path, topics: Collection[str] | None = None) -> BuiltUnit:
    """Build one unit from its answer key and the folder of its exercises.

    Parameters
    ----------
    key
        The answer key of the unit.
    folder
        The folder with its exercises and its lesson.
    topics
        The topics of the course's practice questions. Without them, any topic may stand in the
        lesson.

    Raises
    ------
    autograder.course.discover.CourseError
        For a lesson with a wrong marker or link.
    """
    path = folder / "lesson.md"
    lesson = path.read_text(encoding="utf-8") if path.is_file() else None
    parts, figures = gather_figures(unit_parts(key, lesson, str(path), topics), folder)
    asked = tuple(dict.fromkeys(part.name for part in parts if part.kind == "quiz"))
    notebook, python = notebook_of(key, parts), python_of(key, parts)
    return BuiltUnit(key.unit, key.title, notebook, python, figures, asked, key.summary)


# --- .ipynb ---------------------------------------------


def notebook_of(key: AnswerKey, parts: tuple[Part, ...]) -> nbformat.NotebookNode:
    """The unit as an nbgrader source notebook.

    It holds the prose and, for each exercise, a prompt, a stub and a locked cell that checks it.
    """
    cells: list[nbformat.NotebookNode] = []
    for number, part in enumerate(parts):
        if part.kind == "prose":
            cells.append(new_markdown_cell(part.text, id=f"prose-{number}"))
        elif part.kind == "quiz":
            if number and parts[number - 1].kind == "quiz":
                continue  # it stands in the cell of the one before
            topics = _quizzes_from(parts, number)
            source = f"from quizzes import quiz\n\nquiz({', '.join(map(_quoted, topics))})"
            cells.append(_our_cell(source, f"quiz-{part.name}", number))
        elif part.kind == "run":
            cells.append(_our_cell(part.text, "run", number))
        else:
            cells += _exercise_cells(_found(key, part.name))
        if number == 0:
            cells.insert(1 if part.kind == "prose" else 0, new_code_cell(SETUP, id="setup"))
    return new_notebook(
        cells=cells, metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    )


def _exercise_cells(exercise: ExerciseKey) -> list[nbformat.NotebookNode]:
    return [
        new_markdown_cell(prompt_markdown(exercise), id=f"{exercise.slug}-prompt"),
        new_code_cell(
            exercise.stub.strip(),
            id=exercise.slug,
            metadata={"nbgrader": solution_metadata(exercise.slug)},
        ),
        new_code_cell(
            check_source(exercise.slug),
            id=grade_id(exercise.slug),
            metadata={"nbgrader": grade_metadata(grade_id(exercise.slug), exercise.points)},
        ),
    ]


def _quizzes_from(parts: tuple[Part, ...], number: int) -> list[str]:
    """The topics that follow each other from a part on: learners choose one at a time."""
    return [part.name for part in takewhile(lambda part: part.kind == "quiz", parts[number:])]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _our_cell(source: str, name: str, number: int) -> nbformat.NotebookNode:
    """A locked cell without points. The sandbox does not run it."""
    identity = f"{name}-{number}"
    return new_code_cell(
        source, id=identity, metadata={"nbgrader": _metadata(grade_id=identity, locked=True)}
    )


def check_source(slug: str) -> str:
    """The source of a grade cell.

    In the learner's kernel it shows the visible cases. The name stands in quotes, so that the cell
    has an answer before the function is defined. What it shows is the mark that nbgrader reads, as
    text (`autograder.learner.notebook.CheckResult`).
    """
    return f'{CHECK_IMPORT}\n\ncheck("{slug}")'


def solution_metadata(identity: str) -> dict[str, Any]:
    """nbgrader's metadata of a cell that learners fill in."""
    return _metadata(grade_id=identity, solution=True)


def grade_metadata(identity: str, points: float) -> dict[str, Any]:
    """nbgrader's metadata of a locked cell that carries points."""
    return _metadata(grade_id=identity, grade=True, locked=True, points=float(points))


def _metadata(**fields: Any) -> dict[str, Any]:
    blank = {
        "schema_version": SCHEMA_VERSION,
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
    }
    return blank | fields


def _found(key: AnswerKey, slug: str) -> ExerciseKey:
    exercise = key.exercise(slug)
    assert exercise is not None, slug  # unit_parts has checked the markers
    return exercise


# --- .py ---------------------------------------------


def python_of(key: AnswerKey, parts: tuple[Part, ...]) -> str:
    """The unit in percent format.

    JupyterLab (with jupytext), VS Code, Spyder and PyCharm open it.
    """
    cells = [
        _comment(
            f"Work in this file or in {key.unit}.ipynb, as you like: both are graded in the same"
            " way.\nRun it cell by cell in your editor (VS Code with its Jupyter extension,"
            " PyCharm, Spyder, or JupyterLab\nwith jupytext), or check all of it in a"
            f" terminal: `gatewise watch`, `gatewise check {key.unit}.py`\nor"
            f" `python {key.unit}.py`."
        )
    ]
    for number, part in enumerate(parts):
        if part.kind == "prose":
            cells.append(_comment(part.text))
        elif part.kind == "quiz":
            cells.append(
                _comment(f"**Questions**: `gatewise quiz {part.name}` in a terminal asks them.")
            )
        elif part.kind == "run":
            cells.append(f'# %% tags=["{CHECK_TAG}"]\n{part.text}')
        else:
            exercise = _found(key, part.name)
            cells += [
                _comment(prompt_markdown(exercise)),
                f"# %%\n{exercise.stub.strip()}",
                f'# %% tags=["{CHECK_TAG}"]\ncheck("{exercise.slug}").show()',
            ]
        if number == 0:
            setup = [f"# %%\n{SETUP}", f'# %% tags=["{CHECK_TAG}"]\n{CHECK_IMPORT}']
            place = len(cells) if part.kind == "prose" else 1
            cells[place:place] = setup
    return "\n\n".join(cells) + "\n"


def _comment(text: str) -> str:
    return "\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in text.splitlines())])
