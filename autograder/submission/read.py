"""Read a hand-in, an ``.ipynb`` or a ``.py`` file, into chunks of source. Nothing of it is parsed
as Python here.

Learner source is only ever parsed and run in the sandbox. What this side reads is JSON, cell ids
and, with a regular expression, the names that a file defines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.data.answer_key import AnswerKey
from autograder.data.runs import Chunk, Job

CHECK_TAG = "gatewise-check"
"""Cells of a ``.py`` file with this tag are ours, such as the call of `check`: they are not run in
the sandbox."""
LARGEST_FILE = 20_000_000
LARGEST_SOURCE = 400_000
MOST_CELLS = 1_000
_CELL = re.compile(r"^#[ \t]*%%", re.MULTILINE)


class UnreadableSubmission(ValueError):
    """A hand-in cannot be read. Says what was seen, what was expected and what to try."""


@dataclass(frozen=True)
class Submission:
    """One hand-in for one unit. ``problems`` are things that its author or a teacher should know
    about how it was read.
    """

    name: str
    unit: str
    chunks: tuple[Chunk, ...]
    path: Path | None = None
    problems: tuple[str, ...] = ()

    def job(self, key: AnswerKey) -> Job:
        """What the sandbox gets: the source and the inputs of `key`, nothing else."""
        return Job(self.name, self.chunks, tuple(exercise.task() for exercise in key.exercises))


def grade_id(slug: str) -> str:
    """The nbgrader id of the cell that carries an exercise's points; the solution cell's id is the
    slug itself.
    """
    return f"{slug}-grade"


def read_submission(
    path: Path, keys: Mapping[str, AnswerKey], unit: str | None = None, name: str | None = None
) -> list[Submission]:
    """Read a file into one `Submission` for each unit that it belongs to (`unit` picks one).

    Raises `UnreadableSubmission`.
    """
    label = name if name is not None else str(path)
    if unit is not None and unit not in keys:
        raise UnreadableSubmission(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    text = read_source(path)
    if path.suffix == ".ipynb":
        return [_from_notebook(text, path, label, keys, unit)]
    if path.suffix == ".py":
        return _from_python(text, path, label, keys, unit)
    raise UnreadableSubmission(f"{path} is neither a notebook (.ipynb) nor a Python file (.py)")


def read_source(path: Path) -> str:
    """The text of a file that may be anything. Raises `UnreadableSubmission`."""
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise UnreadableSubmission(
                f"{path} is not a file. Give a notebook (.ipynb) or a Python file (.py)."
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableSubmission(
                f"{path} has {size:,} bytes; a hand-in has at most {LARGEST_FILE:,}. "
                "Clear the outputs of the notebook and save it again."
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableSubmission(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(
            f"{path} is not text in UTF-8 (byte {error.start} cannot be read). "
            "Save it again as UTF-8."
        ) from error


# --- .py ---------------------------------------------


def _from_python(
    text: str, path: Path, label: str, keys: Mapping[str, AnswerKey], unit: str | None
) -> list[Submission]:
    units = (
        [unit] if unit else [slug for slug, key in keys.items() if defined_names(text, _slugs(key))]
    )
    if not units:
        raise UnreadableSubmission(
            f"{path} defines none of the course's functions (such as "
            f"{', '.join(_slugs(next(iter(keys.values())))[:3])}). Check the names, and that each "
            "`def` begins at the left edge."
        )
    _refuse_huge(len(text), len(_CELL.findall(text)), path)
    chunks = split_percent(text, path.name)
    return [Submission(label, each, chunks, path) for each in units]


def defined_names(text: str, names: Iterable[str]) -> list[str]:
    """Which of `names` the source seems to define at its top level (by regular expression: it is
    not parsed here).
    """
    return [
        name
        for name in names
        if re.search(
            rf"^(?:async\s+)?(?:def|class)\s+{re.escape(name)}\b|^{re.escape(name)}\s*[:=]",
            text,
            re.MULTILINE,
        )
    ]


def split_percent(text: str, name: str) -> tuple[Chunk, ...]:
    """The ``# %%`` cells of a Python file, each with the lines before it left blank so that line
    numbers stay true.

    Cells marked as Markdown (``# %% [markdown]``) are comments and run as such; cells of ours are
    left out.
    """
    lines = text.splitlines(keepends=True)
    starts = [
        0,
        *(number for number, line in enumerate(lines) if number and re.match(r"#\s*%%", line)),
    ]
    if (
        sum(starts) > LARGEST_SOURCE
    ):  # so many lines left blank would take more memory than there is
        starts = [0]
    ends = [*starts[1:], len(lines)]
    return tuple(
        Chunk(name, "\n" * start + "".join(lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
        if not (lines and re.match(rf"#\s*%%.*\btags\s*=.*{CHECK_TAG}", lines[start]))
    )


# --- .ipynb ---------------------------------------------


def _from_notebook(
    text: str, path: Path, label: str, keys: Mapping[str, AnswerKey], unit: str | None
) -> Submission:
    cells = read_cells(text, path)
    chosen = unit or unit_of_cells(cells, keys)
    if chosen is None:
        raise UnreadableSubmission(
            f"{path} holds no cell of a unit of this course ({', '.join(keys)}). Hand in the"
            " notebook that you were given, with your work in its own cells."
        )
    chunks, problems = chunks_of_cells(cells, _slugs(keys[chosen]))
    _refuse_huge(sum(len(chunk.source) for chunk in chunks), len(cells), path)
    return Submission(label, chosen, chunks, path, problems)


def read_cells(text: str, path: Path) -> list[Mapping[str, Any]]:
    """The cells of a notebook of format 4. Raises `UnreadableSubmission`."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        detail = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableSubmission(
            f"{path} is not a notebook: it is not valid JSON{detail}. Open it in JupyterLab; if it"
            " does not open, go back to the last saved version."
        ) from error
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


def unit_of_cells(cells: Sequence[Mapping[str, Any]], keys: Mapping[str, AnswerKey]) -> str | None:
    """The unit that most of the solution cells belong to, else the one most of whose functions the
    cells define.
    """
    ids = [
        _nbgrader(cell).get("grade_id") for cell in cells
    ]  # whatever they are: not all need be text
    text = "\n".join(source_of(cell) for cell in cells if cell.get("cell_type") == "code")
    by_id = {unit: sum(slug in ids for slug in _slugs(key)) for unit, key in keys.items()}
    by_name = {unit: len(defined_names(text, _slugs(key))) for unit, key in keys.items()}
    for counts in (by_id, by_name):
        best = max(counts, key=lambda unit: counts[unit], default=None)
        if best is not None and counts[best]:
            return best
    return None


def chunks_of_cells(
    cells: Sequence[Mapping[str, Any]], slugs: Sequence[str]
) -> tuple[tuple[Chunk, ...], tuple[str, ...]]:
    """The learner's code cells in order, and what to say about cells that are missing or occur
    twice.

    Locked cells are ours and are left out. Where a solution cell occurs twice, the last one that
    defines the function counts.
    """
    ids = [_nbgrader(cell).get("grade_id") for cell in cells]
    solves: dict[int, str] = {}
    problems = []
    for slug in slugs:
        places = [
            index
            for index, identity in enumerate(ids)
            if identity == slug and cells[index].get("cell_type") == "code"
        ]
        if not places:
            problems.append(
                f"the cell of {slug} is missing: the function is looked for by its name in the"
                " other cells"
            )
            continue
        if len(places) > 1:
            problems.append(
                f"the cell of {slug} occurs {len(places)} times: the last one that defines {slug}"
                " counts"
            )
        defining = [
            index
            for index in places
            if defined_names(source_of(cells[index]), [slug])
            and "raise NotImplementedError" not in source_of(cells[index])
        ]
        own = (defining or places)[-1]
        solves[own] = slug
        later = [
            index
            for index in range(own + 1, len(cells))
            if index not in places
            and cells[index].get("cell_type") == "code"
            and not _is_ours(cells[index])
            and defined_names(source_of(cells[index]), [slug])
        ]
        if defining and later:
            problems.append(
                f"cell {later[0] + 1} defines {slug} again: what stands in its own cell counts"
            )
    chunks = tuple(
        Chunk(
            f"the cell of {solves[index]}" if index in solves else f"cell {index + 1}",
            source_of(cell),
            solves.get(index),
        )
        for index, cell in enumerate(cells)
        if cell.get("cell_type") == "code" and not _is_ours(cell)
    )
    return chunks, tuple(problems)


def source_of(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _nbgrader(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _is_ours(cell: Mapping[str, Any]) -> bool:
    """Whether the cell is one that we hand out locked: it is never run in the sandbox."""
    metadata = _nbgrader(cell)
    return bool(metadata.get("locked")) or (
        bool(metadata.get("grade")) and not metadata.get("solution")
    )


def _slugs(key: AnswerKey) -> list[str]:
    return [exercise.slug for exercise in key.exercises]


def _refuse_huge(size: int, cells: int, path: Path) -> None:
    if size > LARGEST_SOURCE:
        raise UnreadableSubmission(
            f"{path} holds {size:,} characters of code; a hand-in has at most {LARGEST_SOURCE:,}. "
            "Read large data from elsewhere, and hand in the functions alone."
        )
    if cells > MOST_CELLS:
        raise UnreadableSubmission(
            f"{path} holds {cells:,} cells; a hand-in has at most {MOST_CELLS:,}. Hand in the "
            "notebook that you were given, with your work in its own cells."
        )
