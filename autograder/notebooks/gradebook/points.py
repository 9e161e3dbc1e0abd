"""Keep nbgrader's gradebook in agreement with exercises and quizzes, whose points may change.

nbgrader keeps the points that an assignment had when it was released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from nbformat.v4 import new_code_cell
from nbgrader.utils import compute_checksum

from autograder.notebooks.gradebook.trouble import CourseTrouble
from autograder.notebooks.release.build import grade_metadata
from autograder.report.text import in_points, points
from autograder.submission.notebook import read_cells
from autograder.submission.read import UnreadableSubmission, grade_id

Worth: TypeAlias = Mapping[str, Mapping[str, float]]
"""The points of each exercise or question, by notebook and by name."""


def bring_into_agreement(
    gradebook: Any,
    worth: Worth,
    source: Path,
    release: Callable[[str], None],
    keep: bool = True,
) -> list[str]:
    """Give every grade cell of the gradebook the points that its exercise or question has.

    Parameters
    ----------
    gradebook
        nbgrader's open ``Gradebook``.
    worth
        The points that there should be.
    source
        The folder with the assignments' sources.
    release
        Releases an assignment again, for one with other cells and no submissions.
    keep
        Whether to write the changes, or only to say what they are.

    Returns
    -------
    What was changed, one phrase for each exercise.

    Raises
    ------
    CourseTrouble
        Where a unit with submissions has gained or lost an exercise: nbgrader refuses other cells
        then. Says the command that helps.
    """
    changes: list[str] = []
    again: list[str] = []
    with gradebook.db.no_autoflush:
        for assignment in gradebook.assignments:
            for notebook in assignment.notebooks:
                wanted = worth.get(notebook.name)
                if wanted is None:
                    continue
                if other := _other_cells(notebook, wanted, source / assignment.name):
                    if notebook.submissions:
                        raise CourseTrouble(_cells_differ(assignment.name, other))
                    again.append(assignment.name)
                else:
                    changes += _points_changed(notebook, wanted)
    if not keep:
        gradebook.db.rollback()
        return changes
    gradebook.db.commit()
    for name in again:
        release(name)
    return changes


def _other_cells(notebook: Any, wanted: Mapping[str, float], folder: Path) -> list[str]:
    """The exercises that the gradebook lacks, and those that it alone has."""
    in_key = {grade_id(slug): slug for slug in wanted}
    recorded = {cell.name for cell in notebook.grade_cells}
    lost = [
        name.removesuffix(grade_id(""))
        for name in sorted(recorded - in_key.keys() - _cells_in(folder / f"{notebook.name}.ipynb"))
        if name.endswith(grade_id(""))
    ]
    return [slug for name, slug in in_key.items() if name not in recorded] + lost


def _cells_in(path: Path) -> set[str]:
    """The nbgrader ids in a source notebook, where an instructor may have added questions."""
    try:
        cells = read_cells(path.read_text(encoding="utf-8"), path)
    except (OSError, ValueError, UnreadableSubmission):
        return set()
    return {str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")) for cell in cells}


def _cells_differ(assignment: str, exercises: list[str]) -> str:
    return (
        f"the exercises of {assignment} were added or removed after it was first graded"
        f" ({', '.join(exercises)}), and nbgrader takes no other cells while its gradebook holds"
        f" submissions. `nbgrader db assignment remove {assignment} --force`, typed in the course's"
        " folder, removes the old ones; its due date and marks by hand go too, so note them first."
        " Then run the same command again: everything is graded anew."
    )


def _points_changed(notebook: Any, wanted: Mapping[str, float]) -> list[str]:
    """Change the points where they differ, and nbgrader's checksum, which covers the points."""
    cells = {cell.name: cell for cell in notebook.grade_cells}
    sources = {cell.name: cell for cell in notebook.source_cells}
    changes = []
    for slug, now in wanted.items():
        name = grade_id(slug)
        cell = cells[name]
        before = float(cell.max_score)
        if before == now:
            continue
        cell.max_score = now
        if name in sources:
            released = new_code_cell(
                sources[name].source or "", metadata={"nbgrader": grade_metadata(name, now)}
            )
            sources[name].checksum = compute_checksum(released)
        changes.append(f"{slug} has {in_points(now)} now, not {points(before)}")
    return changes
