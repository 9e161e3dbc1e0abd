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
from traitlets.utils.importstring import import_item

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.basis import Basis, read_basis
from autograder.notebooks.gradebook.causes import Cause, Graded, causes
from autograder.notebooks.gradebook.graded import UNFINISHED, known_keys
from autograder.notebooks.gradebook.kept_grades import kept_grade
from autograder.notebooks.gradebook.key_parts import KeyParts, parts_of
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
    return "\n".join([*settings, _source_of(plugin)]).encode()


def _source_of(plugin: Any) -> str:
    """The code of a plugin's functions; a class that a configuration defines has no file itself."""
    try:
        kind = import_item(plugin) if isinstance(plugin, str) and "." in plugin else plugin
        functions = filter(inspect.isfunction, getattr(kind, "__dict__", {}).values())
        return "".join(map(inspect.getsource, functions))
    except (OSError, TypeError, ImportError):  # what cannot be loaded, nbgrader reports
        return ""


class Stamps:
    """What the marks of submissions are made from, now and when they were graded.

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
        self._course, self._dates = course, dates
        self._follow_through = options.follow_through
        self._rules = hashlib.sha256(penalty_rules(course.app.config)).hexdigest()
        self._files: dict[str, tuple[str, str]] = {}
        self._parts: dict[str, KeyParts] | None = None

    def of(self, submitted: SubmittedFolder) -> Basis:
        """What a submission would be graded from now."""
        notebook = submitted.notebook
        if notebook not in self._files:  # they are large, and the same for a whole class
            folder = self._course.folder
            self._files[notebook] = (
                _digest(folder.key_path(notebook)) if notebook in self._course.keys else "",
                _digest(folder.quiz_path(notebook)),
            )
        due = self._dates.of(submitted)
        return Basis(
            *submitted.contents(),
            *self._files[notebook],
            due.isoformat(" ") if due else "",
            self._rules,
            self._follow_through,
        )

    def keys(self, session: Any) -> dict[str, KeyParts]:
        """The parts of all answer keys that were asked for, and of those used before.

        By the digests of the keys; `session` is SQLAlchemy's session of the gradebook.
        """
        if self._parts is None:
            self._parts = known_keys(session)
        for notebook, (digest, _) in self._files.items():
            if digest and digest not in self._parts:
                self._parts[digest] = parts_of(self._course.keys[notebook])
        return self._parts

    def causes(
        self, session: Any, submitted: SubmittedFolder, was: str, now: Basis
    ) -> tuple[Cause, ...]:
        """What has changed since a submission was graded and may change its marks or feedback.

        Parameters
        ----------
        session
            SQLAlchemy's session of the gradebook.
        submitted
            The submission.
        was
            What it was graded from, as the gradebook keeps it.
        now
            What it would be graded from now.
        """
        if was == now.text():
            return ()
        old = read_basis(was.removeprefix(UNFINISHED))
        if old is None:
            return (Cause("unfinished"),)
        try:
            grade = kept_grade(self._course.folder, submitted)
        except (OSError, ValueError):
            grade = None
        when = self._dates.recorded.get((submitted.assignment, submitted.learner))
        found = causes(old, now, self.keys(session), Graded(grade, when))
        return found or ((Cause("unfinished"),) if was.startswith(UNFINISHED) else ())


def _digest(path: Path) -> str:
    """What stands for the content of a file, which may be missing."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
