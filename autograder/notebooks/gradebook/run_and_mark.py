"""Run and mark submissions in this process, with whatever runs them, and write nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator

from autograder.batch import GradingOptions
from autograder.course.pair_files import PairFiles
from autograder.data.grades import Grade
from autograder.grade import grade_many
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.ungraded import NOT_OURS, not_ours, unread_grade
from autograder.notebooks.quizzes.assignments import is_quiz
from autograder.notebooks.quizzes.marking import ENGINE, mark_quiz
from autograder.submission.read import Submission, UnreadableSubmission

Unrecorded = tuple[SubmittedFolder, Grade, str]
"""A submission, its grade, and what kept it from being read (empty where nothing did)."""


def is_run(course: NbgraderCourse, submitted: SubmittedFolder) -> bool:
    """Whether it is for a unit, and not for a quiz or an instructor's own assignment."""
    return submitted.notebook in course.keys and not is_quiz(course.folder, submitted.notebook)


def not_run(course: NbgraderCourse, submitted: SubmittedFolder, keep: bool = True) -> Unrecorded:
    """The grade of a submission of which nothing is run.

    Without `keep`, no first attempt at a quiz is kept.
    """
    if is_quiz(course.folder, submitted.notebook):
        engine = str(course.app.config.GradeInSandbox.get("quizzes", ENGINE))
        return submitted, *mark_quiz(course.folder, submitted, engine, keep)
    return submitted, not_ours(submitted), NOT_OURS


def run_and_mark(
    course: NbgraderCourse,
    options: GradingOptions,
    submissions: Iterable[SubmittedFolder],
    say: Callable[[str], None] = lambda work: None,
    keep: bool = True,
) -> Generator[Unrecorded, None, None]:
    """Run and mark submissions for units; those that cannot be read come last.

    Parameters
    ----------
    course
        The course.
    options
        How to grade, and what runs the submissions.
    submissions
        The submissions (see `is_run`).
    say
        Receives, in a few words, the work for the whole course that takes seconds.
    keep
        Whether to keep tables that have to be worked out for that.
    """
    unread: list[Unrecorded] = []

    def readable() -> Iterator[tuple[SubmittedFolder, Submission]]:
        for submitted in submissions:
            try:
                yield submitted, submitted.read(course.keys)
            except UnreadableSubmission as error:
                key = course.keys[submitted.notebook]
                unread.append((submitted, unread_grade(submitted, key, str(error)), str(error)))

    pairs = PairFiles(course.folder.pairs, course.folder.origin, say, keep).source()
    with options.open_runner() as runner:
        for submitted, grade in grade_many(
            readable(), course.keys, runner, options.follow_through, pairs
        ):
            yield submitted, grade, ""
    yield from unread
