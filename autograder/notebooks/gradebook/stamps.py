"""What decides whether a submission has to be graded again."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
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


def due_dates(session: Any) -> DueDates:
    """Read due dates, extensions and times, with SQLAlchemy's session of the gradebook."""
    usual = dict(session.query(Assignment.name, Assignment.duedate).all())
    times = (
        session.query(
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


class Stamps:
    """What stands for submissions and for all that their marks depend on.

    Parameters
    ----------
    course
        The course.
    options
        How to grade.
    dates
        When submissions were due (see `due_dates`).
    """

    def __init__(self, course: NbgraderCourse, options: GradingOptions, dates: DueDates) -> None:
        self._folder, self._dates = course.folder, dates
        self._options = b"follow-through" if options.follow_through else b""
        self._rules = penalty_rules(course.app.config)
        self._keys: dict[str, tuple[bytes, bytes]] = {}

    def of(self, submitted: SubmittedFolder) -> str:
        """What stands for a submission."""
        notebook = submitted.notebook
        if notebook not in self._keys:  # they are large, and the same for a whole class
            self._keys[notebook] = (
                _digest(self._folder.key_path(notebook)),
                _digest(self._folder.quiz_path(notebook)),
            )
        due = f"{self._dates.of(submitted)}".encode()
        return submitted.digest(self._options, *self._keys[notebook], due, self._rules)


def _digest(path: Path) -> bytes:
    """What stands for the content of a file, which may be missing."""
    return hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b""
