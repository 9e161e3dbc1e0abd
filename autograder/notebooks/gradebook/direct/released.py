"""What all submissions for one notebook share, read from the gradebook once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader.utils import compute_checksum, find_all_files

from autograder.notebooks.gradebook.converter import released_prose
from autograder.notebooks.gradebook.direct.site import Site
from autograder.notebooks.gradebook.repair_cells import released_cells
from autograder.notebooks.intake.repair import ReleasedCell


@dataclass(frozen=True)
class ReleasedNotebook:
    """A notebook as it was released: its cells in order, and the text of its text cells.

    ``files`` are the other files of its source folder, by their path below it: nbgrader copies them
    over those of each submission. ``slugs`` names the exercises of the unit.
    """

    assignment: str
    notebook: str
    slugs: tuple[str, ...]
    cells: tuple[ReleasedCell, ...]
    prose: frozenset[str]
    files: Mapping[str, Path]


@dataclass(frozen=True)
class NotebookRows:
    """Where the gradebook keeps what belongs to a notebook.

    ``graded`` and ``commented`` hold the row ids of the cells with a mark and with a comment, by
    the cells' names.
    """

    assignment_id: str
    notebook_id: str
    graded: Mapping[str, str]
    commented: Mapping[str, str]


def read_released(
    gradebook: Any, site: Site, assignment: str, notebook: str, slugs: Sequence[str]
) -> tuple[ReleasedNotebook, NotebookRows] | None:
    """Read what submissions for a notebook share, and where its rows are.

    Parameters
    ----------
    gradebook
        nbgrader's open ``Gradebook``.
    site
        The course.
    assignment, notebook
        nbgrader's names of them.
    slugs
        The exercises of the unit.

    Returns
    -------
    ``None`` where nbgrader's own converters are needed: the assignment has several notebooks, or a
    locked cell whose checksum is not that of its text.
    """
    found = gradebook.find_notebook(notebook, assignment)
    if len(found.assignment.notebooks) != 1:
        return None
    cells = tuple(released_cells(gradebook, notebook, assignment))
    if not all(map(_is_sound, cells)):
        return None
    tasks = {cell.name: cell.id for cell in found.task_cells}
    rows = NotebookRows(
        found.assignment.id,
        found.id,
        {cell.name: cell.id for cell in found.grade_cells} | tasks,
        {cell.name: cell.id for cell in found.solution_cells} | tasks,
    )
    prose = released_prose(site.root, assignment, notebook)
    source = site.source(assignment)
    files = {
        os.path.relpath(path, source): Path(path)
        for path in find_all_files(str(source), [*site.ignore, "*.ipynb"])
    }
    return ReleasedNotebook(assignment, notebook, tuple(slugs), cells, prose, files), rows


def _is_sound(cell: ReleasedCell) -> bool:
    """Whether nbgrader would accept the cell after it has put the released text back."""
    if not cell.metadata["locked"]:
        return True
    node = from_dict(
        {
            "cell_type": cell.cell_type,
            "source": cell.source,
            "metadata": {"nbgrader": dict(cell.metadata)},
        }
    )
    return bool(compute_checksum(node) == cell.metadata.get("checksum"))
