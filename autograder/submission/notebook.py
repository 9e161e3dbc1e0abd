"""Cells of a submitted notebook: read from JSON, and turned into chunks of source.

What this reads is JSON and the ids of cells. The source of a cell is searched with regular
expressions and never parsed as Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.runs import Chunk
from autograder.submission.file_kinds import not_json
from autograder.submission.source_file import UnreadableSubmission
from autograder.submission.stubs import defined_names, definition_in

PROSE = "prose-"
"""What the ids of the text cells begin with that learners receive."""
_MAGIC = re.compile(r"\s*%%(\S{1,20})")
WRAPPING_MAGICS = frozenset({"time", "timeit", "capture", "prun"})
"""Cell magics whose cell is run all the same; a test compares them with those of the sandbox."""


def grade_id(slug: str) -> str:
    """The nbgrader id of the cell that carries an exercise's points.

    The id of the solution cell is the slug itself.
    """
    return f"{slug}-grade"


def read_cells(text: str, path: Path) -> list[Mapping[str, Any]]:
    """Return the cells of a notebook of format 4, as they stand in its JSON.

    `path` is named in the message of `UnreadableSubmission`, which is raised for all else.
    """
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSubmission(f"{path} {not_json(text, error)}") from error
    if not isinstance(notebook, dict):
        raise UnreadableSubmission(
            f"{path} is not a notebook: its JSON is a {type(notebook).__name__}, not an object"
        )
    version = notebook.get("nbformat")
    if isinstance(version, int) and version < 4:
        raise UnreadableSubmission(
            f"{path} has the old notebook format {version}; format 4 is needed. Open it in"
            " JupyterLab and save it again."
        )
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise UnreadableSubmission(
            f"{path} is not a notebook: it has no list of cells. Open it in JupyterLab and save it"
            " again."
        )
    return cells


def source_of(cell: Mapping[str, Any]) -> str:
    """The text of a cell, which its JSON holds as one string or as a list of lines."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def nbgrader_id(cell: Mapping[str, Any]) -> object:
    """nbgrader's id of a cell: whatever its JSON holds there, ``None`` where there is nothing."""
    return _nbgrader(cell).get("grade_id")


def unit_of_cells(cells: Sequence[Mapping[str, Any]], keys: Mapping[str, AnswerKey]) -> str | None:
    """The unit that most of the solution cells belong to.

    Where no solution cell is known by its id, the unit whose functions the cells define most of.
    """
    ids = [nbgrader_id(cell) for cell in cells]
    text = "\n".join(source_of(cell) for cell in cells if _is_code(cell))
    slugs = {unit: [exercise.slug for exercise in key.exercises] for unit, key in keys.items()}
    by_id = {unit: sum(slug in ids for slug in names) for unit, names in slugs.items()}
    by_name = {unit: len(defined_names(text, names)) for unit, names in slugs.items()}
    for counts in (by_id, by_name):
        best = max(counts, key=lambda unit: counts[unit], default=None)
        if best is not None and counts[best]:
            return best
    return None


def chunks_of_cells(
    cells: Sequence[Mapping[str, Any]], exercises: Sequence[ExerciseKey]
) -> tuple[tuple[Chunk, ...], tuple[str, ...]]:
    """Turn a notebook's cells into chunks of source for the sandbox.

    Returns
    -------
    The learner's code cells in order, and what a person should know about solution cells that are
    missing, occur twice or are overruled. Locked cells are ours and are left out. Where a solution
    cell occurs twice, the last one that defines the function counts.
    """
    solves: dict[int, str] = {}
    problems: list[str] = []
    for exercise in exercises:
        own, found = _own_cell(cells, exercise)
        problems += found
        if own is not None:
            solves[own] = exercise.slug
    chunks = tuple(
        Chunk(
            f"the cell of {solves[index]}" if index in solves else f"cell {index + 1}",
            source_of(cell),
            solves.get(index),
        )
        for index, cell in enumerate(cells)
        if _is_code(cell) and not _is_ours(cell)
    )
    return chunks, tuple(problems)


def text_cells(
    cells: Sequence[Mapping[str, Any]], exercises: Sequence[ExerciseKey]
) -> tuple[tuple[str, str], ...]:
    """Exercises whose function stands in a cell that is not run: pairs of its name and the place.

    The cell may be the exercise's own, which became a text cell, or one that the learner added, or
    code behind a cell magic such as ``%%script``. Text that learners received is left out.
    """
    texts = [
        (number, cell, kind)
        for number, cell in enumerate(cells, 1)
        if (kind := _not_run(cell)) and not _is_ours(cell) and source_of(cell).strip()
    ]
    found = []
    for exercise in exercises:
        for number, cell, kind in texts:
            slug, stub = exercise.slug, exercise.stub
            own = nbgrader_id(cell) == slug
            if own or not str(cell.get("id", "")).startswith(PROSE):
                state = definition_in(source_of(cell), slug, stub)
                if state == "defined" or (own and state == "missing"):
                    its = "its own cell, " if own else ""
                    found.append((slug, f"{kind} ({its}cell {number})"))
                    break
    return tuple(found)


def _not_run(cell: Mapping[str, Any]) -> str:
    """What a cell is whose text is not run; empty for code that is."""
    if not _is_code(cell):
        return "a text cell"
    magic = _MAGIC.match(source_of(cell))
    return (
        f"a cell that begins with %%{magic[1]}" if magic and magic[1] not in WRAPPING_MAGICS else ""
    )


def _own_cell(
    cells: Sequence[Mapping[str, Any]], exercise: ExerciseKey
) -> tuple[int | None, list[str]]:
    """The index of the cell that counts for an exercise, and what to say about it."""
    slug = exercise.slug
    places = [
        index for index, cell in enumerate(cells) if nbgrader_id(cell) == slug and _is_code(cell)
    ]
    if not places and any(nbgrader_id(cell) == slug for cell in cells):
        return None, [f"the cell of {slug} is a text cell, not code: nothing in it is run"]
    if not places:
        return None, [
            f"the cell of {slug} is missing: the function is looked for by its name in the"
            " other cells"
        ]
    problems = []
    if len(places) > 1:
        problems.append(
            f"the cell of {slug} occurs {len(places)} times: the last one that defines {slug}"
            " counts"
        )
    defining = [
        index
        for index in places
        if definition_in(source_of(cells[index]), slug, exercise.stub) == "defined"
    ]
    own = (defining or places)[-1]
    later = [
        index
        for index, cell in enumerate(cells)
        if index > own
        and index not in places
        and _is_code(cell)
        and not _is_ours(cell)
        and defined_names(source_of(cell), [slug])
    ]
    if defining and later:
        problems.append(
            f"cell {later[0] + 1} defines {slug} again: what stands in its own cell counts"
        )
    return own, problems


def _is_code(cell: Mapping[str, Any]) -> bool:
    return cell.get("cell_type") == "code"


def _is_ours(cell: Mapping[str, Any]) -> bool:
    """Whether learners received the cell locked: such a cell is never run in the sandbox."""
    metadata = _nbgrader(cell)
    return bool(metadata.get("locked")) or (
        bool(metadata.get("grade")) and not metadata.get("solution")
    )


def _nbgrader(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, Mapping) else {}
