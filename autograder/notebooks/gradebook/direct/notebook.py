"""The autograded notebook of one submission, and what of it goes into the gradebook.

It does what the steps in `autograder.notebooks.config` do one after the other, with one reading and
one writing of the notebook.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from autograder.data.grades import Grade
from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.outputs import comment_text, grade_outputs, person_output
from autograder.notebooks.intake.repair import Cell, ReleasedCell, restored
from autograder.notebooks.intake.safe_text import inert, kept_short
from autograder.notebooks.intake.ungraded import NOT_OURS
from autograder.submission.notebook import nbgrader_id
from autograder.submission.read import grade_id
from autograder.submission.source_file import LARGEST_FILE, MOST_CELLS

NO_RESPONSE = "No response."
"""nbgrader's comment on a solution cell that nobody touched."""
_KEPT = 4096
"""How many cells are kept as text: those of the lesson are the same for all."""


class Irregular(Exception):
    """This submission has something that nbgrader's own converters must decide about."""


@dataclass(frozen=True)
class MadeNotebook:
    """An autograded notebook as text, with the marks and comments of its cells by name.

    A mark of ``None`` is for a person to give.
    """

    text: str
    marks: Mapping[str, float | None]
    comments: Mapping[str, str | None]


def made_notebook(
    submitted: Sequence[Cell], released: ReleasedNotebook, grade: Grade
) -> MadeNotebook:
    """Make the autograded notebook of a submission.

    Parameters
    ----------
    submitted
        The cells of the submission, in the form of `normal_cells`.
    released
        The notebook as it was released.
    grade
        The submission's grade.

    Raises
    ------
    Irregular
        Where nbgrader's own steps may do something else.
    """
    known = {cell.identity: cell for cell in released.cells}
    found, _ = restored([_without_view(cell) for cell in submitted], released.cells)
    found = [inert(cell, released.prose) for cell in kept_short(found, released.prose)]
    if len(found) > 2 * MOST_CELLS:
        raise Irregular("it has too many cells")
    cells = [_as_released(cell, known.get(str(nbgrader_id(cell)))) for cell in found]
    cells = _with_outputs(cells, grade)
    text = notebook_text(cells)
    if len(text) > LARGEST_FILE // 8:
        raise Irregular("its notebook is very large")
    return MadeNotebook(text, _marks(cells, grade), _comments(cells, grade))


def notebook_text(cells: Iterable[Cell]) -> str:
    """The JSON of a notebook of format 4.5, as nbconvert writes it."""
    inner = ",\n".join(_cell_text(json.dumps(cell, sort_keys=True)) for cell in cells)
    body = f"[\n{inner}\n ]" if inner else "[]"
    text = (
        f'{{\n "cells": {body},\n "metadata": {{\n  "language_info": {{\n   "name": "python"\n'
        '  }\n },\n "nbformat": 4,\n "nbformat_minor": 5\n}\n'
    )
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(_KEPT)
def _cell_text(compact: str) -> str:
    """A cell's JSON with indentation, as deep as a cell of a notebook."""
    lines = json.dumps(json.loads(compact), ensure_ascii=False, indent=1, sort_keys=True)
    return "  " + lines.replace("\n", "\n  ")


def _without_view(cell: Cell) -> Cell:
    """What nbgrader's ``ClearOutput`` leaves of a cell in normal form."""
    if cell["cell_type"] == "code":
        cell["metadata"].pop("collapsed", None)
    return cell


def _as_released(cell: Cell, known: ReleasedCell | None) -> Cell:
    """What nbgrader's ``OverwriteCells`` makes of a repaired cell."""
    if known is None:
        return cell
    if cell["cell_type"] != known.cell_type:
        if "attachments" in cell:
            raise Irregular("a cell with pictures has another type than it was released with")
        cell = {name: cell[name] for name in ("id", "metadata", "source")}
        cell["cell_type"] = known.cell_type
        if known.cell_type == "code":
            cell |= {"execution_count": None, "outputs": []}
    if known.metadata["locked"]:
        cell["source"] = known.source
    cell["metadata"]["nbgrader"]["checksum"] = known.metadata.get("checksum")
    return cell


def _with_outputs(cells: Sequence[Cell], grade: Grade) -> list[Cell]:
    """What `GradeInSandbox` makes of the cells."""
    marked = {grade_id(exercise.slug): exercise for exercise in grade.exercises}
    notes = grade.notes
    made = []
    for cell in cells:
        parts = _parts(cell)
        if cell["cell_type"] == "code" and parts.get("grade") and not parts.get("solution"):
            exercise = marked.get(parts["grade_id"])
            outputs = grade_outputs(exercise, notes) if exercise else [person_output(NOT_OURS)]
            cell = cell | {"outputs": outputs}
            notes = ()
        made.append(cell)
    return made


def _parts(cell: Cell) -> Mapping[str, Any]:
    """nbgrader's part of a cell's metadata, which comes from the release."""
    found: Mapping[str, Any] = cell["metadata"].get("nbgrader", {})
    return found


def _marks(cells: Sequence[Cell], grade: Grade) -> dict[str, float | None]:
    """The marks that `SaveAutoGrades` and `SaveFeedback` leave."""
    scores = {grade_id(exercise.slug): exercise for exercise in grade.exercises}
    marks: dict[str, float | None] = {}
    for cell in cells:
        parts = _parts(cell)
        if not parts.get("grade"):
            continue
        name, exercise = parts["grade_id"], scores.get(parts["grade_id"])
        if parts.get("solution"):
            marks[name] = 0.0 if _untouched(cell) else None
        elif cell["cell_type"] != "code" or exercise is None or exercise.score is None:
            marks[name] = None
        else:
            mark = float(min(max(exercise.score, 0.0), exercise.max_score))
            marks[name] = mark
            if mark > float(parts["points"]):
                raise Irregular("a mark is higher than the points that the gradebook has")
    return marks


def _comments(cells: Sequence[Cell], grade: Grade) -> dict[str, str | None]:
    """The comments that `SaveAutoGrades` and `SaveFeedback` leave."""
    marked = {exercise.slug: exercise for exercise in grade.exercises}
    comments: dict[str, str | None] = {}
    for cell in cells:
        parts = _parts(cell)
        if not (parts.get("solution") or parts.get("task")):
            continue
        name = parts["grade_id"]
        if name in marked:
            comments[name] = comment_text(marked[name])
        else:
            comments[name] = NO_RESPONSE if not parts.get("task") and _untouched(cell) else None
    return comments


def _untouched(cell: Cell) -> bool:
    """Whether a cell still has the checksum that it was released with."""
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    return bool(_parts(cell).get("checksum") == compute_checksum(from_dict(cell)))
