"""Read a hand-in for nbgrader, whatever it is, and write it back.

nbgrader's own exporter gives up on a file that is not JSON, before any preprocessor could help; and
it checks the whole notebook against a schema after each step, which is most of the cost of grading.
Here the notebook is brought into form once (`autograder.notebooks.intake.repair`), so that there is
nothing left to complain about.
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
from autograder.notebooks.intake.submitted import is_file, told_by_name
from autograder.submission.read import MOST_CELLS, UnreadableSubmission, read_cells, read_source


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """nbgrader's notebook exporter for hand-ins: a file that cannot be read becomes a notebook that
    says so.

    nbgrader makes it when it has found its hand-ins and before it touches any: the place to leave
    out what it must not copy.
    """

    def __init__(self, *args: Any, parent: Any = None, **kw: Any) -> None:
        super().__init__(*args, parent=parent, **kw)
        if isinstance(parent, Autograde):
            leave_out(parent)

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        return self.from_notebook_node(read_notebook(Path(filename)), resources=resources, **kw)

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        resources = self._init_resources(resources)
        for (
            preprocessor
        ) in self._preprocessors:  # without the copies and the schema checks in between
            nb, resources = preprocessor(nb, resources)
        text = json.dumps(nb, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return (
            text.encode("utf-8", "replace").decode("utf-8"),
            resources,
        )  # half a character cannot be written


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """A hand-in as a notebook of format 4.5. A file that cannot be read gives one cell with the
    reason.
    """
    try:
        with told_by_name(path):
            cells = normal_cells(_cells(path))
    except UnreadableSubmission as error:
        note = f"**This hand-in could not be read.** {error}\n\nThe file itself is kept as it came."
        cells = [{"cell_type": "markdown", "id": "unreadable", "metadata": {}, "source": note}]
    return notebook_node(cells)


def notebook_node(cells: list[Cell]) -> nbformat.NotebookNode:
    """A notebook around cells that are in form. The kernel is filled in by nbgrader's
    `OverwriteKernelspec`.
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
            f"{path} is a link or no file at all; the file itself is needed."
        )
    cells = read_cells(read_source(path), path)
    if (
        len(cells) > 2 * MOST_CELLS
    ):  # twice, since what was released is put back into what is read again
        raise UnreadableSubmission(
            f"{path} holds {len(cells):,} cells; a hand-in has at most {MOST_CELLS:,}."
        )
    return cells
