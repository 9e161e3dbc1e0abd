"""Read a submission for nbgrader, whatever it is, and write it back.

nbgrader's own exporter stops at a file that is not JSON, before any preprocessor could help. It
also checks the whole notebook against a schema after each step, which is most of the cost of
grading. Here the notebook is brought into form once (`autograder.notebooks.intake.repair`), so that
these checks are not needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde

from autograder.notebooks.intake.repair import Cell, normal_cells
from autograder.notebooks.intake.screen import leave_out
from autograder.notebooks.intake.submitted import is_file
from autograder.submission.notebook import read_cells
from autograder.submission.source_file import (
    MOST_CELLS,
    UnreadableSubmission,
    naming_the_file_alone,
    read_source,
)


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """nbgrader's notebook exporter for submissions.

    A file that cannot be read becomes a notebook that says so. nbgrader creates the exporter after
    it has found the submissions and before it reads any. This is therefore the place to leave out
    what nbgrader must not copy.
    """

    def __init__(self, *args: Any, parent: Any = None, **kw: Any) -> None:
        super().__init__(*args, parent=parent, **kw)
        if isinstance(parent, Autograde):
            leave_out(parent)

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Read a file with `read_notebook` and export it."""
        return self.from_notebook_node(read_notebook(Path(filename)), resources=resources, **kw)

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """Run the preprocessors on a notebook, without the copies and schema checks in between.

        Returns its JSON and nbconvert's resources. Half a character, which JSON may hold and a file
        in UTF-8 cannot, becomes a question mark.
        """
        resources = self._init_resources(resources)
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        text = json.dumps(nb, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return text.encode("utf-8", "replace").decode("utf-8"), resources


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Read a submitted file as a notebook of format 4.5 (see `readable_cells`)."""
    return notebook_node(readable_cells(path))


def readable_cells(path: Path) -> list[Cell]:
    """Read the cells of a submitted file in the form of `normal_cells`.

    A file that cannot be read gives one cell with the reason.
    """
    try:
        with naming_the_file_alone(path):
            return normal_cells(_cells(path))
    except UnreadableSubmission as error:
        note = (
            f"**This submission could not be read.** {error}\n\nThe file itself is kept as it was"
            " submitted."
        )
        return [{"cell_type": "markdown", "id": "unreadable", "metadata": {}, "source": note}]


def notebook_node(cells: list[Cell]) -> nbformat.NotebookNode:
    """A notebook of format 4.5 with these cells.

    They are in the form of `normal_cells`. nbgrader's ``OverwriteKernelspec`` fills in the kernel.
    """
    node: nbformat.NotebookNode = nbformat.from_dict(
        {
            "cells": cells,
            "metadata": {"language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    return node


def _cells(path: Path) -> list[Mapping[str, Any]]:
    if not is_file(path):
        raise UnreadableSubmission(
            f"{path} is a link, or not a plain file; the file itself is needed."
        )
    cells = read_cells(read_source(path), path)
    # Twice as many, because what is read again holds the released cells that were put back.
    if len(cells) > 2 * MOST_CELLS:
        raise UnreadableSubmission(
            f"{path} holds {len(cells):,} cells; a submission has at most {MOST_CELLS:,}."
        )
    return cells
