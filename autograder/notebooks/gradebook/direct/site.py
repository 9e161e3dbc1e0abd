"""Where the files of a course lie, as nbgrader's configuration says."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.notebooks.intake.submitted import SubmittedFolder


@dataclass(frozen=True)
class Site:
    """Where a course's files lie, and what nbgrader's configuration says of them.

    ``structure`` is nbgrader's pattern of a submission's folder below ``root``; ``permissions`` are
    those of an autograded file.
    """

    root: Path
    structure: str
    source_directory: str
    autograded_directory: str
    feedback_directory: str
    ignore: tuple[str, ...]
    max_file_size: int
    max_dir_size: int
    permissions: int
    page_permissions: int

    def place(self, step: str, learner: str, assignment: str) -> Path:
        """The folder of a submission in one of nbgrader's steps."""
        below = self.structure.format(
            nbgrader_step=step, student_id=learner, assignment_id=assignment
        )
        return Path(os.path.normpath(self.root / below))

    def source(self, assignment: str) -> Path:
        """The folder with the sources of an assignment."""
        return self.place(self.source_directory, ".", assignment)

    def autograded(self, submitted: SubmittedFolder) -> Path:
        """The folder with the autograded notebook of a submission."""
        return self.place(self.autograded_directory, submitted.learner, submitted.assignment)

    def feedback(self, submitted: SubmittedFolder) -> Path:
        """The folder with the feedback page of a submission."""
        return self.place(self.feedback_directory, submitted.learner, submitted.assignment)


def site_of(coursedir: Any, permissions: int, page_permissions: int) -> Site:
    """The site that nbgrader's ``CourseDirectory`` describes, with the modes of files."""
    return Site(
        Path(coursedir.root),
        coursedir.directory_structure,
        coursedir.source_directory,
        coursedir.autograded_directory,
        coursedir.feedback_directory,
        tuple(coursedir.ignore),
        int(coursedir.max_file_size),
        int(coursedir.max_dir_size),
        int(str(permissions), 8),
        int(str(page_permissions), 8),
    )
