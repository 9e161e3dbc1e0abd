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


class LatePenalties:
    """nbgrader's penalties for being late, as ``AssignLatePenalties`` works them out.

    Parameters
    ----------
    exporter
        The exporter of nbgrader's ``Autograde`` for the course, whose settings count.
    """

    def __init__(self, exporter: Any) -> None:
        self._step = AssignLatePenalties(parent=exporter)

    def of(self, learner: str, score: float, seconds: float) -> float | None:
        """The penalty of a learner, given the score and by how many seconds it is late."""
        self._step.init_plugin()
        found = self._step.plugin_inst.late_submission_penalty(learner, score, seconds)
        if found is None:
            return None
        return float(self._step._check_late_penalty(_Scored(score), found))


class _Scored:
    """What nbgrader asks a submitted notebook for when it limits a penalty."""

    def __init__(self, score: float) -> None:
        self.score = score


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
    if counted is None or not counted.by_hand or not penalties_in(course.app.config):
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


def penalties_in(config: Any) -> bool:
    """Whether the course's configuration has nbgrader's step for penalties."""
    steps = config.Autograde.get("autograde_preprocessors", [])
    return any(str(step).rpartition(".")[2].startswith("AssignLatePenalties") for step in steps)
