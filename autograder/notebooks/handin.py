"""Hand-ins on disk: which file of a learner's folder counts, and how a ``.py`` file becomes the notebook it stands for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.notebooks.mend import Cell
from autograder.submission import CHECK_TAG

_MARK = re.compile(r"^#\s*%%.*$\n?", re.MULTILINE)
_TOP = re.compile(r"^[^\s#)\]}]", re.MULTILINE)


@dataclass(frozen=True)
class HandIn:
    """What one learner handed in for one notebook of an assignment. ``path`` is ``None`` where no file could be it."""

    learner: str
    assignment: str
    notebook: str
    folder: Path
    path: Path | None
    kind: Literal["notebook", "python", "none"]

    @property
    def label(self) -> str:
        return f"{self.learner}, {self.assignment}"

    def digest(self, *more: bytes) -> str:
        """A name for exactly this content, handed in at this time, graded with `more`."""
        stamp = self.folder / "timestamp.txt"
        parts = [self.path.read_bytes() if self.path else b"", stamp.read_bytes() if stamp.is_file() else b"", *more]
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def find_hand_in(folder: Path, learner: str, assignment: str, notebook: str) -> HandIn:
    """The file of a learner's folder that counts: the notebook of that name, else a ``.py`` file of that name, else the
    only ``.py`` file. Links are not followed: what they lead to is not the learner's."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink()) if folder.is_dir() else []
    kinds: tuple[tuple[Literal["notebook", "python"], list[Path]], ...] = (
        ("notebook", [path for path in files if path.name == f"{notebook}.ipynb"]),
        ("python", [path for path in files if path.name == f"{notebook}.py"]),
        ("python", [path for path in files if path.suffix == ".py"]))
    for kind, found in kinds:
        if len(found) == 1:
            return HandIn(learner, assignment, notebook, folder, found[0], kind)
    return HandIn(learner, assignment, notebook, folder, None, "none")


def python_cells(text: str, released: Sequence[Mapping[str, Any]], slugs: Sequence[str]) -> list[Cell]:
    """The released notebook with a ``.py`` file's code in it: each function in its own cell, the rest in cells between.

    For people to read: marks come from the file itself. All of the file's code is there, in its order.
    """
    homes = {cell["metadata"].get("nbgrader", {}).get("grade_id"): index for index, cell in enumerate(released)}
    filled: dict[int, list[str]] = {}
    between: dict[int, list[str]] = {}
    place = -1
    waiting: list[str] = []
    for slug, source in pieces(text, slugs):
        if slug is not None and slug in homes:
            place = homes[slug]
            filled.setdefault(place, []).extend([source])
            between.setdefault(place, []).extend(waiting)
            waiting = []
        else:
            waiting.append(source)
    cells: list[Cell] = []
    for index, cell in enumerate(released):
        cells += [_loose(source) for source in between.get(index, ())]
        mine = filled.get(index)
        cells.append(dict(cell) | ({"source": "\n\n".join(mine)} if mine else {}))
    return cells + [_loose(source) for source in waiting]


def _loose(source: str) -> Cell:
    return {"cell_type": "code", "metadata": {}, "source": source}


def pieces(text: str, slugs: Sequence[str]) -> Iterable[tuple[str | None, str]]:
    """A Python file cut at its exercises' functions, by regular expression alone. Markers, text cells and our own cells are left out."""
    starts = [mark.start() for mark in _MARK.finditer(text)]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        chunk = text[start:end]
        mark = _MARK.match(chunk)
        if mark and (CHECK_TAG in mark[0] or "[markdown]" in mark[0]):
            continue
        yield from _cut(chunk[mark.end():] if mark else chunk, slugs)


def _cut(chunk: str, slugs: Sequence[str]) -> Iterable[tuple[str | None, str]]:
    names = "|".join(map(re.escape, slugs))
    begin = re.compile(rf"^(?:@[^\n]*\n)*def\s+({names})\b", re.MULTILINE)
    at = 0
    while match := begin.search(chunk, at):
        if before := chunk[at:match.start()].strip("\n"):
            yield None, before
        after = _TOP.search(chunk, match.end())
        at = after.start() if after else len(chunk)
        yield match[1], chunk[match.start():at].strip("\n")
    if rest := chunk[at:].strip("\n"):
        yield None, rest
