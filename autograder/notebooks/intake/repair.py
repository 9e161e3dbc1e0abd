"""Repair the cells of a submitted notebook, whatever they are, so that no file stops a class.

No file is read here, and no database. The cells, ids, tags and metadata of a submission are
learners' text: what is kept of them is checked here, once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from autograder.submission.notebook import nbgrader_id, source_of
from autograder.submission.stubs import definition_in

Cell: TypeAlias = dict[str, Any]
"""A cell of a notebook, as its JSON holds it."""

MOST_PICTURES = 100
"""Pictures that are kept of one text cell."""

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_TAG = re.compile(r"[\w-]{1,40}")
_DROPPED_TAGS = {"skip-execution", "raises-exception"}
_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


@dataclass(frozen=True)
class ReleasedCell:
    """What nbgrader recorded of a cell when it was released.

    ``identity`` is nbgrader's id of the cell, and ``metadata`` is the complete nbgrader part of its
    metadata.
    """

    identity: str
    cell_type: str
    source: str
    metadata: Mapping[str, Any]

    @property
    def solution(self) -> bool:
        """Whether learners work in this cell."""
        return bool(self.metadata["solution"])


def normal_cells(cells: Sequence[Mapping[str, Any]]) -> list[Cell]:
    """The same cells in the form of notebook format 4.5.

    Each has its text as one string, an id of its own, a known type and no outputs.
    """
    taken: set[str] = set()
    return [_normal(cell, number, taken) for number, cell in enumerate(cells)]


def _normal(cell: Mapping[str, Any], number: int, taken: set[str]) -> Cell:
    kind = cell.get("cell_type")
    made: Cell = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "markdown",
        "id": _unique(cell.get("id"), number, taken),
        "metadata": _metadata(cell),
        "source": _whole(source_of(cell)),
    }
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    elif kind == "markdown" and isinstance(cell.get("attachments"), Mapping):
        made["attachments"] = _attachments(cell["attachments"])
    return made


def _whole(text: str) -> str:
    """A text in which a question mark stands for half a character.

    JSON may hold half a character. nbgrader's checksums and the gradebook take none.
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def _unique(identity: object, number: int, taken: set[str]) -> str:
    chosen = identity if isinstance(identity, str) and _ID.fullmatch(identity) else f"cell-{number}"
    while chosen in taken:
        number += 1000
        chosen = f"cell-{number}"
    taken.add(chosen)
    return chosen


def _metadata(cell: Mapping[str, Any]) -> dict[str, Any]:
    found = cell.get("metadata")
    if not isinstance(found, Mapping):
        return {}
    kept: dict[str, Any] = {
        name: found[name]
        for name in ("deletable", "editable", "collapsed")
        if isinstance(found.get(name), bool)
    }
    tags = found.get("tags")
    if isinstance(tags, list) and (
        safe := [
            tag
            for tag in dict.fromkeys(map(str, tags))
            if _TAG.fullmatch(tag) and tag not in _DROPPED_TAGS
        ]
    ):
        kept["tags"] = safe
    if isinstance(found.get("nbgrader"), Mapping):
        kept["nbgrader"] = dict(found["nbgrader"])
    return kept


def _attachments(found: Mapping[str, Any]) -> dict[str, Any]:
    """Pictures that were pasted into a text cell; nothing that a browser would run."""
    return {
        str(name): {
            kind: data
            for kind, data in bundle.items()
            if kind in _IMAGES and isinstance(data, str) and _BASE64.fullmatch(data)
        }
        for name, bundle in islice(found.items(), MOST_PICTURES)
        if isinstance(bundle, Mapping)
    }


def restored(
    cells: Sequence[Cell], released: Sequence[ReleasedCell]
) -> tuple[list[Cell], list[str]]:
    """Repair a submission's cells, so that every released cell is there exactly once.

    Metadata is taken from the release, never from the submission. Where a cell occurs twice, the
    last one that counts keeps its id (see `_place_that_counts`) and the others become ordinary
    cells. A cell that is missing is put back after the released cell that precedes it.

    Parameters
    ----------
    cells
        The submission's cells, in the form of `normal_cells`.
    released
        All cells that nbgrader knows, in their order.

    Returns
    -------
    The repaired cells, and what had to be repaired, in words.
    """
    cells = [dict(cell) for cell in cells]
    problems: list[str] = []
    claimed: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        identity = nbgrader_id(cell)
        cell["metadata"] = {
            name: value for name, value in cell["metadata"].items() if name != "nbgrader"
        }
        if isinstance(identity, str):
            claimed.setdefault(identity, []).append(index)
    at: dict[str, int] = {}
    for known in released:
        places = claimed.get(known.identity, [])
        if places:
            at[known.identity] = index = _place_that_counts(cells, places, known)
            cells[index]["metadata"]["nbgrader"] = dict(known.metadata)
            cells[index]["metadata"] |= _locks(known)
        if len(places) > 1:
            problems.append(f"cell {known.identity} occurs {len(places)} times")
    previous = -1
    inserts: list[tuple[int, Cell]] = []
    for known in released:
        if known.identity in at:
            previous = at[known.identity]
        else:
            problems.append(f"cell {known.identity} was missing and was put back")
            inserts.append((previous, _put_back(known, {cell["id"] for cell in cells})))
    for place, cell in reversed(inserts):
        cells.insert(place + 1, cell)
    return cells, problems


def _place_that_counts(cells: Sequence[Cell], places: Sequence[int], known: ReleasedCell) -> int:
    """Of several cells with the same id the last.

    Of solution cells the last that defines the function, unless all hold the stub.
    """
    if known.solution:
        written = [
            index
            for index in places
            if definition_in(cells[index]["source"], known.identity, known.source) == "defined"
        ]
        return (written or list(places))[-1]
    return places[-1]


def _locks(known: ReleasedCell) -> dict[str, Any]:
    return {"deletable": False} | ({"editable": False} if known.metadata["locked"] else {})


def _put_back(known: ReleasedCell, taken: set[str]) -> Cell:
    cell: Cell = {
        "cell_type": known.cell_type,
        "id": _unique(known.identity, 0, taken),
        "source": known.source,
        "metadata": {"nbgrader": dict(known.metadata)} | _locks(known),
    }
    if known.cell_type == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell
