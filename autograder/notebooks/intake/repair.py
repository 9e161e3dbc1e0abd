"""Make a notebook out of whatever was handed in, so that one bad file never stops a class. Pure: no
files, no database.

A hand-in's cells, ids, tags and metadata are learners' text: what is kept of them is checked here,
once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from autograder.submission.read import defined_names, source_of

Cell: TypeAlias = dict[str, Any]

LONGEST_TEXT = 50_000
"""Characters of a hand-in's own text cells together. Turning them into a page takes time that grows
with the square."""
MOST_PICTURES = 100

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_TAG = re.compile(r"[\w-]{1,40}")
_DROPPED_TAGS = {"skip-execution", "raises-exception"}
_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_HTML = re.compile(r"<(?=[A-Za-z/!?<])")
_LINK = re.compile(r"\]\((?!\s*(?:https?://|#))(?:\s*attachment:([\w.-]+)(?=[)\s]))?")
_NAMED_LINK = re.compile(r"\](?=:(?!\s*https?://))")


@dataclass(frozen=True)
class ReleasedCell:
    """What nbgrader recorded of a cell when it was released. ``metadata`` is the nbgrader part,
    complete.
    """

    identity: str
    cell_type: str
    source: str
    metadata: Mapping[str, Any]

    @property
    def solution(self) -> bool:
        return bool(self.metadata["solution"])


def normal_cells(cells: Sequence[Mapping[str, Any]]) -> list[Cell]:
    """The same cells as notebook format 4.5 wants them: text as one string, unique ids, known
    types, no outputs.
    """
    taken: set[str] = set()
    return [_normal(cell, number, taken) for number, cell in enumerate(cells)]


def _normal(cell: Mapping[str, Any], number: int, taken: set[str]) -> Cell:
    kind = cell.get("cell_type")
    made: Cell = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "markdown",
        "id": _unique(cell.get("id"), number, taken),
        "metadata": _metadata(cell),
        "source": source_of(cell),
    }
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    elif kind == "markdown" and isinstance(cell.get("attachments"), Mapping):
        made["attachments"] = _attachments(cell["attachments"])
    return made


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
    """The hand-in with every released cell exactly once, as nbgrader recorded it, and what had to
    be mended.

    Metadata is taken from the release, never from the hand-in. Where a cell occurs twice the last
    one that counts keeps its id (`_keeper`) and the others become ordinary cells; where one is
    missing it is put back behind the one before it.
    """
    cells = [dict(cell) for cell in cells]
    problems: list[str] = []
    claimed: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        metadata = dict(cell["metadata"])
        identity = metadata.pop("nbgrader", {}).get("grade_id")
        cell["metadata"] = metadata
        if isinstance(identity, str):
            claimed.setdefault(identity, []).append(index)
    at: dict[str, int] = {}
    for known in released:
        places = claimed.get(known.identity, [])
        if places:
            at[known.identity] = index = _keeper(cells, places, known)
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


def _keeper(cells: Sequence[Cell], places: Sequence[int], known: ReleasedCell) -> int:
    """Of several cells with one id the last; of solution cells the last that defines the function
    and is no stub.
    """
    if known.solution:
        written = [
            index
            for index in places
            if defined_names(cells[index]["source"], [known.identity])
            and "raise NotImplementedError" not in cells[index]["source"]
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


def kept_short(cells: Iterable[Cell], ours: frozenset[str]) -> Iterator[Cell]:
    """The cells with no more than `LONGEST_TEXT` in those that hold text; prose that was released
    (`ours`) stays.

    While formgrader makes a page of them, a teacher's whole server waits.
    """
    left = LONGEST_TEXT
    for cell in cells:
        if cell["cell_type"] == "code" or cell["source"] in ours:
            yield cell
            continue
        text = cell["source"]
        yield (
            cell
            if len(text) <= left
            else cell | {"source": f"{text[:left]}\n\n… The rest stands in what was handed in."}
        )
        left -= min(len(text), left)


def inert(cell: Cell, ours: frozenset[str]) -> Cell:
    """The cell with HTML in its text shown as text, and links to the web and to its own pictures
    alone. Prose that was released (`ours`) stays.

    Feedback pages and formgrader render text cells without looking at them; the latter inside a
    teacher's session. Over a picture that is not there both give up.
    """
    if cell["cell_type"] == "code" or cell["source"] in ours:
        return cell
    pictures = {name for name, bundle in cell.get("attachments", {}).items() if bundle}
    text = _LINK.sub(
        lambda found: found[0] if found[1] in pictures else f"] ({found[0][2:]}",
        _HTML.sub("&lt;", cell["source"]),
    )
    return cell | {"source": _NAMED_LINK.sub("]\\\\", text)}
