"""A folder that nbgrader can read, for a submission that holds no notebook."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from autograder.notebooks.intake.python_file import python_cells
from autograder.notebooks.intake.screen import entries, screen
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.submission.source_file import (
    LARGEST_SOURCE,
    UnreadableSubmission,
    read_source,
)

STAGED = ".gatewise-staged"
"""Folder in the course that holds a copy of a submission while nbgrader reads it."""


@contextmanager
def staged(submitted: SubmittedFolder, coursedir: Any, slugs: Sequence[str]) -> Iterator[Path]:
    """Give the folder in which nbgrader reads a submission, for as long as the context lasts.

    It is the submitted folder where that holds the notebook that counts, else a copy with that
    notebook, or one made of the ``.py`` file. nbgrader's `coursedir` points to the copy meanwhile.

    Parameters
    ----------
    submitted
        The submission.
    coursedir
        nbgrader's ``CourseDirectory`` of the course.
    slugs
        The exercises of its unit: their functions go into their own cells.
    """
    if submitted.path is not None and not submitted.needs_notebook:
        yield submitted.folder
        return
    root = Path(coursedir.root)
    usual = coursedir.submitted_directory
    try:
        shutil.rmtree(root / STAGED, ignore_errors=True)  # may be left from a run that was killed
        place = root / STAGED / submitted.learner / submitted.assignment
        place.mkdir(parents=True)
        _copy(submitted.folder, place, screen(submitted.folder, coursedir).left_out)
        notebook = place / f"{submitted.notebook}.ipynb"
        if notebook.is_dir():
            shutil.rmtree(notebook)
        source = root / coursedir.source_directory / submitted.assignment / notebook.name
        if submitted.path is not None and submitted.path.suffix.lower() == ".ipynb":
            shutil.copyfile(submitted.path, notebook)
        else:
            notebook.write_text(_filled(source, submitted.path, slugs), encoding="utf-8")
        coursedir.submitted_directory = STAGED
        yield place
    finally:
        coursedir.submitted_directory = usual
        shutil.rmtree(root / STAGED, ignore_errors=True)


def _copy(folder: Path, place: Path, left_out: Sequence[Path]) -> None:
    for path in entries(folder):
        if path in left_out:
            continue
        target = place / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def _filled(source: Path, python: Path | None, slugs: Sequence[str]) -> str:
    """The JSON of the notebook at `source`, with the code of a submitted ``.py`` file in it."""
    notebook: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    text = ""
    if python is not None:
        with suppress(UnreadableSubmission):
            text = read_source(python)[:LARGEST_SOURCE]
    return json.dumps(notebook | {"cells": python_cells(text, notebook["cells"], slugs)})


def stage_cells(
    submitted: SubmittedFolder, source: Path, slugs: Sequence[str]
) -> list[dict[str, Any]] | Path:
    """What nbgrader reads of a submission when it is `staged`: a file, or cells made of it.

    Parameters
    ----------
    submitted
        The submission.
    source
        The notebook in the course's sources.
    slugs
        The exercises of its unit.
    """
    named = submitted.folder / f"{submitted.notebook}.ipynb"
    if submitted.path is not None and not submitted.needs_notebook:
        return named
    if submitted.path is not None and submitted.path.suffix.lower() == ".ipynb":
        return submitted.path
    cells: list[dict[str, Any]] = json.loads(_filled(source, submitted.path, slugs))["cells"]
    return cells
