"""What decides whether a submission has to be graded again."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Assignment, Student, SubmittedAssignment

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.intake.submitted import SubmittedFolder


@dataclass(frozen=True)
class DueDates:
    """When the submissions for a course are due, extensions included (UTC, without a zone).

    ``recorded`` are the times of submission that the gradebook holds, by assignment and learner.
    """

    usual: Mapping[str, datetime | None]
    extended: Mapping[tuple[str, str], datetime]
    recorded: Mapping[tuple[str, str], datetime | None]

    def of(self, submitted: SubmittedFolder) -> datetime | None:
        """When a submission is due, ``None`` where it has no due date."""
        own = self.extended.get((submitted.assignment, submitted.learner))
        return own or self.usual.get(submitted.assignment)


def due_dates(gradebook: Any) -> DueDates:
    """Read the due dates, extensions and times that nbgrader's open ``Gradebook`` holds."""
    usual = dict(gradebook.db.query(Assignment.name, Assignment.duedate).all())
    times = (
        gradebook.db.query(
            Assignment.name,
            Student.id,
            SubmittedAssignment.extension,
            SubmittedAssignment.timestamp,
        )
        .select_from(SubmittedAssignment)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .all()
    )
    extended = {
        (name, learner): usual[name] + extension
        for name, learner, extension, _ in times
        if extension is not None and usual[name] is not None
    }
    return DueDates(usual, extended, {(name, learner): when for name, learner, _, when in times})


def penalty_rules(config: Any) -> bytes:
    """What stands for the rules on late submissions: nbgrader's settings, and a plugin's source."""
    plugin = config.AssignLatePenalties.get("plugin_class", "LateSubmissionPlugin")
    name = plugin if isinstance(plugin, str) else plugin.__name__
    sections = {"AssignLatePenalties", "LateSubmissionPlugin", name.rpartition(".")[2]}
    settings = [f"{section}: {dict(config[section])!r}" for section in sorted(sections)]
    try:
        source = "" if isinstance(plugin, str) else inspect.getsource(plugin)
    except (OSError, TypeError):
        source = ""
    return "\n".join([*settings, source]).encode()


def stamp(
    course: NbgraderCourse,
    submitted: SubmittedFolder,
    options: GradingOptions,
    due: datetime | None,
    rules: bytes,
) -> str:
    """What stands for a submission and for all that its marks depend on.

    Parameters
    ----------
    course, submitted, options
        The course, the submission, and how to grade.
    due
        When it was due (see `due_dates`).
    rules
        What stands for the rules on late submissions (see `penalty_rules`).
    """
    folder = course.folder
    return submitted.digest(
        b"follow-through" if options.follow_through else b"",
        *(
            path.read_bytes() if path.is_file() else b""
            for path in (folder.key_path(submitted.notebook), folder.quiz_path(submitted.notebook))
        ),
        f"{due}".encode(),
        rules,
    )
