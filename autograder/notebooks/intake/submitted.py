"""Hand-ins on disk: which file of a learner's folder counts, and how a ``.py`` file becomes a
notebook.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.data.answer_key import AnswerKey
from autograder.notebooks.intake.repair import Cell
from autograder.submission.read import (
    CHECK_TAG,
    LARGEST_FILE,
    Submission,
    UnreadableSubmission,
    read_source,
    read_submission,
)

_MARK = re.compile(r"^#\s*%%.*$\n?", re.MULTILINE)
_TOP = re.compile(r"^[^\s#)\]}]", re.MULTILINE)


@dataclass(frozen=True)
class SubmittedFolder:
    """What one learner handed in for one notebook of an assignment. ``path`` is the file that
    counts, ``None`` where no file could be it; ``note`` says why it is another than one would
    expect.
    """

    learner: str
    assignment: str
    notebook: str
    folder: Path
    path: Path | None
    note: str = ""

    @property
    def needs_notebook(self) -> bool:
        """Whether there is no notebook that nbgrader could read: the hand-in is a ``.py`` file
        alone.
        """
        python = self.path is not None and self.path.suffix == ".py"
        return python and not is_file(self.folder / f"{self.notebook}.ipynb")

    def digest(self, *more: bytes) -> str:
        """A name for exactly this content, handed in at this time, graded with `more`."""
        parts = [_content(self.path), _content(self.folder / "timestamp.txt"), *more]
        return hashlib.sha256(
            b"\0".join(hashlib.sha256(part).digest() for part in parts)
        ).hexdigest()

    def read(self, keys: Mapping[str, AnswerKey]) -> Submission:
        """The hand-in as the sandbox wants it. Raises `UnreadableSubmission`."""
        unit = self.notebook if self.notebook in keys else None
        if self.path is None:
            raise UnreadableSubmission(
                f"There is no {self.notebook}.ipynb and no single .py file in what was "
                "handed in. Ask the learner which file it is, and give it that name."
            )
        with told_by_name(self.path):
            found = read_submission(self.path, keys, unit, self.learner)[0]
        return replace(found, problems=(self.note, *found.problems)) if self.note else found


def find_submitted(
    folder: Path, learner: str, assignment: str, notebook: str, key: AnswerKey | None
) -> SubmittedFolder:
    """The file of a learner's folder that counts: the notebook of that name, else a ``.py`` file of
    that name, else the only ``.py`` file. Of a notebook that is still as it was handed out and a
    ``.py`` file, the latter counts: the kit holds both, and a learner may hand in the whole folder.
    Links are not followed: what they lead to is not the learner's.
    """
    place = folder / f"{notebook}.ipynb"
    plain = sorted(path for path in folder.glob("*.py") if is_file(path))
    python = next(
        (path for path in plain if path.stem == notebook), plain[0] if len(plain) == 1 else None
    )
    if folder.is_symlink():
        return SubmittedFolder(learner, assignment, notebook, folder, None)
    if is_file(place) and not (python is not None and key is not None and _untouched(place, key)):
        worked = (
            python is not None
            and python.stem == notebook
            and key is not None
            and not _stubs_only(python, key)
        )
        note = (
            f"{place.name} was marked; {python.name} beside it, which holds work too, was not"
            if python and worked
            else ""
        )
        return SubmittedFolder(learner, assignment, notebook, folder, place, note)
    both = python is not None and is_file(place)
    note = (
        f"{place.name} is still as it was handed out, so the .py file beside it was marked"
        if both
        else ""
    )
    return SubmittedFolder(learner, assignment, notebook, folder, python, note)


@contextmanager
def told_by_name(path: Path) -> Iterator[None]:
    """What is wrong with a file is told of its name alone: a learner has no use for the folders of
    the grader's machine.
    """
    try:
        yield
    except UnreadableSubmission as error:
        raise UnreadableSubmission(str(error).replace(str(path), path.name)) from error


def is_file(path: Path) -> bool:
    """Whether this is a plain file: no link to one, no pipe, no device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _content(path: Path | None) -> bytes:
    """What stands for a file's content. One that is too large to be a hand-in, or closed, is not
    read.
    """
    if path is None or not is_file(path):
        return b""
    found = path.stat()
    if found.st_size > LARGEST_FILE or not os.access(path, os.R_OK):
        return f"{found.st_size} {found.st_mtime_ns}".encode()
    return path.read_bytes()


def _untouched(path: Path, key: AnswerKey) -> bool:
    try:
        chunks = read_submission(path, {key.unit: key}, key.unit)[0].chunks
    except UnreadableSubmission:
        return False
    stubs = {exercise.slug: exercise.stub.strip() for exercise in key.exercises}
    return all(
        chunk.source.strip() == stubs[chunk.solves] for chunk in chunks if chunk.solves
    ) and any(chunk.solves for chunk in chunks)


def _stubs_only(path: Path, key: AnswerKey) -> bool:
    try:
        text = read_source(path)
    except UnreadableSubmission:
        return False
    return all(exercise.stub.strip() in text for exercise in key.exercises)


def python_cells(
    text: str, released: Sequence[Mapping[str, Any]], slugs: Sequence[str]
) -> list[Cell]:
    """The released notebook with a ``.py`` file's code in it: each function in its own cell, the
    rest in cells between.

    For people to read: marks come from the file itself. All of the file's code is there, in its
    order.
    """
    homes = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): index
        for index, cell in enumerate(released)
    }
    filled: dict[int, list[str]] = {}
    between: dict[int, list[str]] = {}
    place = -1
    waiting: list[str] = []
    for slug, source in pieces(text, slugs):
        if slug is not None and slug in homes:
            place = homes[slug]
            filled.setdefault(place, []).append(source)
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
    """A Python file cut at its exercises' functions, by regular expression alone.

    Markers, text cells and our own cells are left out.
    """
    starts = [mark.start() for mark in _MARK.finditer(text)]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        chunk = text[start:end]
        mark = _MARK.match(chunk)
        if mark and (CHECK_TAG in mark[0] or "[markdown]" in mark[0]):
            continue
        yield from _cut(chunk[mark.end() :] if mark else chunk, slugs)


def _cut(chunk: str, slugs: Sequence[str]) -> Iterable[tuple[str | None, str]]:
    names = "|".join(map(re.escape, slugs))
    begin = re.compile(rf"^def\s+({names})\b", re.MULTILINE)
    at = 0
    while match := begin.search(chunk, at):
        start = _first_decorator(chunk, at, match.start())
        if before := chunk[at:start].strip("\n"):
            yield None, before
        after = _TOP.search(chunk, match.end())
        at = after.start() if after else len(chunk)
        yield match[1], chunk[start:at].strip("\n")
    if rest := chunk[at:].strip("\n"):
        yield None, rest


def _first_decorator(chunk: str, begin: int, start: int) -> int:
    """Where the decorators above the line at `start` begin, looked for backwards: a file may be
    full of them.
    """
    while start > begin:
        above = max(chunk.rfind("\n", begin, start - 1) + 1, begin)
        if not chunk.startswith("@", above):
            break
        start = above
    return start
