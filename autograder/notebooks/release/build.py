"""Build what learners get of a unit, from stubs and prose: an nbgrader notebook, and the same as a
``.py`` file.

Nothing is stripped from anything: no solution is ever in what this reads. A unit's folder may hold
``lesson.md``, with the lines ``<!-- exercise: SLUG -->`` and ``<!-- quiz: TOPIC -->`` where those
belong, and ``<!-- run -->`` before a fenced block of Python that becomes a cell of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.notebooks.release.prose import Part, gather_figures, prompt_markdown, unit_parts
from autograder.submission.read import CHECK_TAG, grade_id

SCHEMA_VERSION = 3
"""Of nbgrader's cell metadata."""
SETUP = "import numpy as np"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class BuiltUnit:
    """One unit as learners get it; ``figures`` are files by their place beside the notebook."""

    unit: str
    title: str
    notebook: nbformat.NotebookNode
    python: str
    figures: Mapping[str, Path]


def build_unit(key: AnswerKey, folder: Path) -> BuiltUnit:
    """Build one unit from its key and the folder of its exercises. Raises
    `autograder.course.discover.CourseError`.
    """
    path = folder / "lesson.md"
    lesson = path.read_text(encoding="utf-8") if path.is_file() else None
    parts, figures = gather_figures(unit_parts(key, lesson, str(path)), folder)
    return BuiltUnit(key.unit, key.title, notebook_of(key, parts), python_of(key, parts), figures)


# --- .ipynb ---------------------------------------------


def notebook_of(key: AnswerKey, parts: tuple[Part, ...]) -> nbformat.NotebookNode:
    """The unit as an nbgrader source notebook: prose, and for each exercise a prompt, a stub and a
    locked check.
    """
    cells: list[nbformat.NotebookNode] = []
    for number, part in enumerate(parts):
        if part.kind == "prose":
            cells.append(new_markdown_cell(part.text, id=f"prose-{number}"))
        elif part.kind == "quiz":
            cells.append(
                _our_cell(
                    f'from quizzes import quiz\nquiz("{part.name}")', f"quiz-{part.name}", number
                )
            )
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


def _our_cell(source: str, name: str, number: int) -> nbformat.NotebookNode:
    """A locked cell of no points: it is ours, so the sandbox leaves it out."""
    identity = f"{name}-{number}"
    return new_code_cell(
        source, id=identity, metadata={"nbgrader": _metadata(grade_id=identity, locked=True)}
    )


def check_source(slug: str) -> str:
    """What a grade cell says: in the learner's kernel it shows the visible cases, and ends in a
    plain float.
    """
    return f"from autograder import check\nresult = check({slug})\ndisplay(result)\nresult.score"


def solution_metadata(identity: str) -> dict[str, Any]:
    return _metadata(grade_id=identity, solution=True)


def grade_metadata(identity: str, points: float) -> dict[str, Any]:
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
    assert exercise is not None, slug  # unit_parts has looked
    return exercise


# --- .py ---------------------------------------------


def python_of(key: AnswerKey, parts: tuple[Part, ...]) -> str:
    """The unit in percent format, as JupyterLab (with jupytext), VS Code, Spyder and PyCharm open
    it.
    """
    cells = [
        _comment(
            f"Work in this file or in {key.unit}.ipynb, as you like: both are marked in the same"
            " way.\nRun it cell by cell in your editor (VS Code with its Jupyter extension,"
            " PyCharm, Spyder; JupyterLab\nonce jupytext is installed), or check all of it in a"
            f" terminal: `gatewise check {key.unit}.py`"
        )
    ]
    for number, part in enumerate(parts):
        if part.kind == "prose":
            cells.append(_comment(part.text))
        elif part.kind == "quiz":
            cells.append(
                f'# %% tags=["{CHECK_TAG}"]\nfrom quizzes import quiz\nquiz("{part.name}")'
            )
        elif part.kind == "run":
            cells.append(f'# %% tags=["{CHECK_TAG}"]\n{part.text}')
        else:
            exercise = _found(key, part.name)
            cells += [
                _comment(prompt_markdown(exercise)),
                f"# %%\n{exercise.stub.strip()}",
                f'# %% tags=["{CHECK_TAG}"]\ncheck({exercise.slug})',
            ]
        if number == 0:
            setup = [f"# %%\n{SETUP}", f'# %% tags=["{CHECK_TAG}"]\nfrom autograder import check']
            place = len(cells) if part.kind == "prose" else 1
            cells[place:place] = setup
    return "\n\n".join(cells) + "\n"


def _comment(text: str) -> str:
    return "\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in text.splitlines())])
