"""A submitted ``.py`` file as a notebook, for people to read: marks come from the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.notebooks.intake.repair import Cell
from autograder.submission.notebook import nbgrader_id
from autograder.submission.percent import CHECK_TAG

_MARKER = re.compile(r"^#\s*%%.*$\n?", re.MULTILINE)
_NEXT_STATEMENT = re.compile(r"^\f?[^\s#)\]}]", re.MULTILINE)


def python_cells(
    text: str, released: Sequence[Mapping[str, Any]], slugs: Sequence[str]
) -> list[Cell]:
    """Lay the code of a ``.py`` file out in the cells of the released notebook.

    Parameters
    ----------
    text
        The submitted file.
    released
        The cells of the notebook that learners received.
    slugs
        The exercises of the unit. Each function goes into its exercise's own cell; the code between
        functions goes into cells of its own.

    Returns
    -------
    All cells of the notebook, which hold all code of the file in its order.
    """
    places = {nbgrader_id(cell): index for index, cell in enumerate(released)}
    filled: dict[int, list[str]] = {}
    between: dict[int, list[str]] = {}
    waiting: list[str] = []
    for slug, source in pieces(text, slugs):
        if slug is not None and slug in places:
            place = places[slug]
            filled.setdefault(place, []).append(source)
            between.setdefault(place, []).extend(waiting)
            waiting = []
        else:
            waiting.append(source)
    cells: list[Cell] = []
    for index, cell in enumerate(released):
        cells += [_extra_cell(source) for source in between.get(index, ())]
        functions = filled.get(index)
        cells.append(dict(cell) | ({"source": "\n\n".join(functions)} if functions else {}))
    return cells + [_extra_cell(source) for source in waiting]


def _extra_cell(source: str) -> Cell:
    return {"cell_type": "code", "metadata": {}, "source": source}


def pieces(text: str, slugs: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Cut a Python file at the functions of its exercises, with regular expressions alone.

    Yields pairs of a slug and the source of its function; the slug is ``None`` for the code between
    functions. Markers of cells, text cells and cells of ours are left out.
    """
    starts = [marker.start() for marker in _MARKER.finditer(text)]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        chunk = text[start:end]
        marker = _MARKER.match(chunk)
        if marker and (CHECK_TAG in marker[0] or "[markdown]" in marker[0]):
            continue
        yield from _cut(chunk[marker.end() :] if marker else chunk, slugs)


def _cut(chunk: str, slugs: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    names = "|".join(map(re.escape, slugs))
    begin = re.compile(rf"^\f?def\s+({names})\b", re.MULTILINE)
    at = 0
    while match := begin.search(chunk, at):
        start = _first_decorator(chunk, at, match.start())
        if before := chunk[at:start].strip("\n"):
            yield None, before
        after = _NEXT_STATEMENT.search(chunk, match.end())
        at = after.start() if after else len(chunk)
        yield match[1], chunk[start:at].strip("\n")
    if rest := chunk[at:].strip("\n"):
        yield None, rest


def _first_decorator(chunk: str, begin: int, start: int) -> int:
    """Where the decorators above the line at `start` begin.

    They are looked for backwards, because a file may be full of them.
    """
    while start > begin:
        above = max(chunk.rfind("\n", begin, start - 1) + 1, begin)
        if not chunk.startswith("@", above):
            break
        start = above
    return start
