"""Bring late penalties up to date where a person gave marks after a submission was graded.

nbgrader computes a penalty from the marks of that moment, and formgrader does not compute it again.
"""

from __future__ import annotations

from typing import Any

from nbformat.v4 import new_notebook
from nbgrader.preprocessors import AssignLatePenalties

from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.save_feedback import remove_page
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.report.counted import CountedMarks


def renew_penalty(
    course: NbgraderCourse, submitted: SubmittedFolder, counted: CountedMarks | None
) -> None:
    """Let nbgrader compute the penalty of a submission again that has marks by hand.

    A feedback page with another penalty is removed.

    Parameters
    ----------
    course, submitted
        The course, and a submission that has not changed since it was graded.
    counted
        The marks that count; without a mark by hand nothing is done.
    """
    if counted is None or not counted.by_hand or not _penalties_in(course.app.config):
        return
    ids = {
        "notebook": submitted.notebook,
        "assignment": submitted.assignment,
        "student": submitted.learner,
        "db_url": course.coursedir.db_url,
    }
    AssignLatePenalties(parent=course.app).preprocess(new_notebook(), {"nbgrader": ids})
    with course.gradebook() as gradebook:
        row = gradebook.find_submission_notebook(
            submitted.notebook, submitted.assignment, submitted.learner
        )
        penalty = float(row.late_submission_penalty or 0.0)
    if penalty != counted.penalty:
        remove_page(course.coursedir, submitted.learner, submitted.assignment)


def _penalties_in(config: Any) -> bool:
    """Whether the course's configuration has nbgrader's step for penalties."""
    steps = config.Autograde.get("autograde_preprocessors", [])
    return any(str(step).rpartition(".")[2].startswith("AssignLatePenalties") for step in steps)
