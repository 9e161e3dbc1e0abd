"""What ``nbgrader autograde`` says of submissions in which it finds no notebook that it knows.

nbgrader looks for notebooks alone, and at their names. It passes over a folder with a ``.py`` file,
and stops a whole class at a notebook under another name. It offers no hook before it has looked.
"""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import Any

from autograder.notebooks.intake.screen import shown

OURS = "gatewise course grade"


def report_folders_without_notebook() -> None:
    """Let nbgrader's ``Autograde`` report such folders, each time before it looks for notebooks."""
    from nbgrader.converters import Autograde

    usual = Autograde.init_notebooks
    if getattr(usual, "reports_folders", False):
        return

    def init_notebooks(self: Any) -> None:
        for folder in folders_without_notebook(self.coursedir):
            self.log.error(
                "%s was not graded: it holds no notebook of this assignment under its own name."
                " `nbgrader autograde` reads these notebooks alone. `%s` grades Python files and"
                " renamed notebooks too; run it in the course's folder.",
                shown(folder),
                OURS,
            )
        usual(self)
        for folder in folders_without_notebook(self.coursedir):
            self.assignments.pop(str(folder), None)

    init_notebooks.reports_folders = True  # type: ignore[attr-defined]
    Autograde.init_notebooks = init_notebooks


def folders_without_notebook(coursedir: Any) -> list[Path]:
    """The submitted folders of nbgrader's assignment that hold none of its notebooks."""
    assignment = coursedir.assignment_id
    source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
    names = {path.name for path in source.glob("*.ipynb")}
    submitted = coursedir.format_path(
        coursedir.submitted_directory, coursedir.student_id, assignment
    )
    return [
        Path(folder)
        for folder in sorted(glob.glob(submitted))
        if names and os.path.isdir(folder) and not names & set(_listed(folder))
    ]


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
