"""Run a part of a class on another machine, and grade with what was seen there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.batch import GradingOptions
from autograder.data.runs import Job
from autograder.notebooks.gradebook.grade_course import (
    Progress,
    Result,
    Say,
    grade_submissions,
    opened_course,
)
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.run_and_mark import is_run, run_and_mark
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import UnreadableSubmission

Choose = Callable[[Sequence[SubmittedFolder]], Sequence[SubmittedFolder]]
"""Chooses the submissions of one part."""


@dataclass(frozen=True)
class PartDone:
    """How many submissions of a part were run, of how many, and how many could not be read."""

    run: int
    total: int
    unread: int


def run_part(
    root: Path,
    unit: str | None,
    options: GradingOptions,
    choose: Choose,
    progress: Callable[[str, int, int], None] = lambda learner, done, total: None,
) -> PartDone:
    """Run a part of a class. Marks are worked out, and no gradebook is needed or written.

    The runner of `options` keeps what the submissions do.

    Parameters
    ----------
    root
        The course's directory, or a copy of it.
    unit
        Only this unit.
    options
        How to grade.
    choose
        Chooses the part.
    progress
        Receives the learner, how many are done, and how many there are.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When `root` is no course, or has no such unit.
    PermissionError
        When this machine cannot isolate submissions and `options` do not allow that.
    """
    folder = CourseFolder(root.resolve())
    course = NbgraderCourse(folder, folder.load_keys())
    everything = course.unit_folders(unit)
    part = choose(sorted(everything, key=lambda submitted: submitted.names))
    unread = done = 0
    for submitted, _, problem in run_and_mark(course, options, part):
        done += 1
        unread += bool(problem)
        progress(submitted.learner, done, len(part))
    return PartDone(done - unread, len(everything), unread)


@dataclass(frozen=True)
class Merged:
    """What became of the submissions that were run elsewhere.

    ``missing`` are those of which no part says what they do: they are new, or not the same here.
    """

    results: list[Result]
    missing: tuple[SubmittedFolder, ...]


def merge_runs(
    root: Path,
    has: Callable[[Job], bool],
    options: GradingOptions,
    progress: Progress = lambda result, done, total: None,
    say: Say = lambda work: None,
) -> Merged:
    """Grade into the gradebook what was run elsewhere. Nothing is run here.

    Parameters
    ----------
    root
        The course's directory.
    has
        Whether it is known what a job did.
    options
        How to grade, with the runner that knows.
    progress, say
        Called with what happens, for a display.

    Raises
    ------
    autograder.notebooks.gradebook.trouble.CourseTrouble
        When gradebook or disk keep this from going on. What was graded is kept.
    """
    with opened_course(root) as course:
        known: list[SubmittedFolder] = []
        missing: list[SubmittedFolder] = []
        for submitted in course.submitted_folders(None):
            (known if _is_known(course, submitted, has) else missing).append(submitted)
        results = grade_submissions(course, known, options, progress, say)
    return Merged(results, tuple(missing))


def _is_known(
    course: NbgraderCourse, submitted: SubmittedFolder, has: Callable[[Job], bool]
) -> bool:
    """Whether a submission can be graded without running it."""
    if not is_run(course, submitted):
        return True
    try:
        submission = submitted.read(course.keys)
    except UnreadableSubmission:
        return True
    return has(submission.job(course.keys[submission.unit]))
