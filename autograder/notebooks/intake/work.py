"""Whether a submitted file holds work for a unit: known from its text alone, before it is run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from autograder.data.answer_key import AnswerKey
from autograder.submission.notebook import nbgrader_id, read_cells
from autograder.submission.read import UnreadableSubmission, read_submission
from autograder.submission.source_file import read_source
from autograder.submission.stubs import definition_in, mentioned_names

Work = Literal["written", "untouched", "foreign", "unreadable"]
"""``untouched`` holds the unit's stubs alone, and ``foreign`` nothing of the unit."""


def work_in(path: Path, key: AnswerKey) -> Work:
    """Whether the file at `path` holds work for the unit of `key`."""
    try:
        return _in_python(path, key) if path.suffix.lower() == ".py" else _in_notebook(path, key)
    except UnreadableSubmission:
        return "unreadable"


def _in_notebook(path: Path, key: AnswerKey) -> Work:
    submission = read_submission(path, {key.unit: key}, key.unit)[0]
    stubs = {exercise.slug: exercise.stub for exercise in key.exercises}
    own = {
        chunk.solves: definition_in(chunk.source, chunk.solves, stubs[chunk.solves])
        for chunk in submission.chunks
        if chunk.solves is not None
    }
    elsewhere = any(
        _defines(chunk.source, slug, stub)
        for chunk in submission.chunks
        for slug, stub in stubs.items()
        if chunk.solves is None
    )
    if elsewhere or submission.text_cells or set(own.values()) - {"stub"}:
        return "written"
    ids = {nbgrader_id(cell) for cell in read_cells(read_source(path), path)}
    return "untouched" if own or ids & set(stubs) else "foreign"


def _in_python(path: Path, key: AnswerKey) -> Work:
    text = read_source(path)
    stubs = {exercise.slug: exercise.stub for exercise in key.exercises}
    if any(_defines(text, slug, stub) for slug, stub in stubs.items()):
        return "written"
    return "untouched" if mentioned_names(text, stubs) else "foreign"


def _defines(source: str, slug: str, stub: str) -> bool:
    state = definition_in(source, slug, stub)
    return state == "defined" or (state == "missing" and bool(mentioned_names(source, [slug])))
