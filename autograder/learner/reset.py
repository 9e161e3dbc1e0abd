"""Give back the cell of an exercise as it was handed out, and keep what was there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.data.answer_key import ExerciseKey
from autograder.learner.kept import keep_cell
from autograder.learner.work import UnitFolder
from autograder.submission.notebook import grade_id, nbgrader_id, read_cells, source_of
from autograder.submission.source_file import read_source
from autograder.submission.stubs import defined_names

_MARKER = re.compile(r"^#[ \t]*%%.*$", re.MULTILINE)
_NEXT_STATEMENT = re.compile(r"^(?:[^\s#)\]}]|#[ \t]*%%)", re.MULTILINE)


@dataclass(frozen=True)
class Reset:
    """What a reset did: the file, and where the old cell is kept (None where nothing was lost)."""

    path: Path
    kept: Path | None
    changed: bool = True


def reset(unit: UnitFolder, path: Path, exercise: ExerciseKey, now: datetime) -> Reset:
    """Put the stub of an exercise back into a file.

    A cell that is missing is put back at its place in a notebook, and at the end of a Python file.

    Parameters
    ----------
    unit
        The unit of the file.
    path
        A notebook or a Python file.
    exercise
        The exercise.
    now
        Names the copy of what was there.

    Raises
    ------
    autograder.submission.read.UnreadableSubmission
        When the file cannot be read.
    OSError
        When a file cannot be written. The learner's file is then as it was.
    """
    text = read_source(path)
    way = _in_notebook if path.suffix.lower() == ".ipynb" else _in_python
    before, after = way(text, path, exercise)
    if after == text:
        return Reset(path, None, changed=False)
    kept = keep_cell(unit, exercise.slug, before, now) if before.strip() else None
    path.write_text(after, encoding="utf-8")
    return Reset(path, kept)


def _in_notebook(text: str, path: Path, exercise: ExerciseKey) -> tuple[str, str]:
    """What the cell held, and the notebook with the stub in its place."""
    cells: list[Any] = list(read_cells(text, path))
    stub = exercise.stub.strip()
    own = [cell for cell in cells if nbgrader_id(cell) == exercise.slug]
    before = "\n\n".join(source_of(cell) for cell in own)
    if [source_of(cell).strip() for cell in own] == [stub] and own[0]["cell_type"] == "code":
        return before, text
    fresh = _fresh_cell(exercise, stub)
    if own:
        fresh["id"] = own[0].get("id", exercise.slug)
        cells[next(index for index, cell in enumerate(cells) if cell is own[0])] = fresh
        cells = [cell for cell in cells if not any(cell is other for other in own)]
    else:
        ids = [nbgrader_id(cell) for cell in cells]
        check = grade_id(exercise.slug)
        cells.insert(ids.index(check) if check in ids else len(cells), fresh)
    notebook = json.loads(text) | {"cells": cells}
    return before, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _fresh_cell(exercise: ExerciseKey, stub: str) -> dict[str, Any]:
    metadata = {
        "grade": False,
        "grade_id": exercise.slug,
        "locked": False,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": exercise.slug,
        "metadata": {"nbgrader": metadata},
        "outputs": [],
        "source": stub.splitlines(keepends=True),
    }


def _in_python(text: str, path: Path, exercise: ExerciseKey) -> tuple[str, str]:
    """What the cell held, and the file with the stub in its place.

    A cell that defines nothing else is replaced as a whole, else the function alone.
    """
    stub = exercise.stub.strip()
    definition = re.compile(rf"^(?:async\s+)?def\s+{re.escape(exercise.slug)}\b", re.MULTILINE)
    found = list(definition.finditer(text))
    if not found:
        return "", f"{text.rstrip()}\n\n# %%\n{stub}\n"
    start, end = _cell_around(text, found[-1].start())
    others = _definitions(text[start:end]) - {exercise.slug}
    if others or (start, end) == (0, len(text)):
        start = found[-1].start()
        after = _NEXT_STATEMENT.search(text, found[-1].end())
        end = after.start() if after else len(text)
    before = text[start:end]
    if before.strip() == stub:
        return before, text
    return before, f"{text[:start]}{stub}\n\n{text[end:]}".rstrip("\n") + "\n"


def _cell_around(text: str, place: int) -> tuple[int, int]:
    """Where the cell of a place begins, after its marker, and where it ends."""
    starts = [match.end() + 1 for match in _MARKER.finditer(text) if match.end() < place]
    after = _MARKER.search(text, place)
    return starts[-1] if starts else 0, after.start() if after else len(text)


def _definitions(source: str) -> set[str]:
    names = re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", source, re.MULTILINE)
    return set(defined_names(source, names))
