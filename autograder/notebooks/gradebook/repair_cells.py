"""The step of ``nbgrader autograde`` that brings a submission's cells back to what was released."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.notebooks.gradebook.converter import Processed, course_root, released_prose
from autograder.notebooks.intake.repair import ReleasedCell, restored
from autograder.notebooks.intake.safe_text import inert, kept_short
from autograder.notebooks.release.build import SCHEMA_VERSION


class RepairCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Repairs a submission's cells, so that no damage to them stops a class."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        """Restore the released cells, and make the learner's text safe to show."""
        ids = resources["nbgrader"]
        with Gradebook(ids["db_url"]) as gradebook:
            released = released_cells(gradebook, ids["notebook"], ids["assignment"])
        cells, problems = restored(nb.cells, released)
        for problem in problems:
            self.log.warning("%s, %s: %s", ids["student"], ids["assignment"], problem)
        ours = released_prose(course_root(self), ids["assignment"], ids["notebook"])
        nb.cells = [from_dict(inert(cell, ours)) for cell in kept_short(cells, ours)]
        return nb, resources


def released_cells(gradebook: Gradebook, notebook: str, assignment: str) -> list[ReleasedCell]:
    """What the gradebook knows of a notebook's cells, in their order."""
    found = gradebook.find_notebook(notebook, assignment)
    grades = {cell.name: cell for cell in found.grade_cells}
    tasks = {cell.name: cell for cell in found.task_cells}
    solutions = {cell.name for cell in found.solution_cells}
    cells = []
    for source in found.source_cells:
        points = grades.get(source.name) or tasks.get(source.name)
        metadata = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": source.name,
            "locked": bool(source.locked),
            "grade": source.name in grades,
            "task": source.name in tasks,
            "solution": source.name in solutions,
            "cell_type": source.cell_type,
        }
        if points is not None:
            metadata["points"] = float(points.max_score)
        if source.checksum:
            metadata["checksum"] = source.checksum
        cells.append(ReleasedCell(source.name, source.cell_type, source.source or "", metadata))
    return cells
