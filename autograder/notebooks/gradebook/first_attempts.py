"""First attempts at a quiz for item analysis: those of the learners in nbgrader's gradebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from nbgrader.api import Gradebook, MissingEntry

from autograder.notebooks.gradebook.trouble import (
    CourseTrouble,
    check_gradebook,
    gradebook_exists,
    plain_trouble,
)
from autograder.notebooks.nbgrader_app import gradebook_address
from autograder.notebooks.quizzes.attempts import FirstAttempt, attempt_path, read_attempt
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import grade_id


def first_attempts(folder: CourseFolder, quiz: str) -> tuple[list[FirstAttempt], int]:
    """Read the first attempts at a quiz.

    A mark that a person gave counts if the submission it was given to is still the first attempt.

    Returns
    -------
    The first attempts of the learners whom the gradebook knows for this quiz, by name, and how many
    of these learners have none.

    Raises
    ------
    autograder.notebooks.gradebook.trouble.CourseTrouble
        When the gradebook, or what is kept of an attempt, cannot be read.
    """
    address = gradebook_address(folder.root)
    with plain_trouble(address):
        if not gradebook_exists(address):
            return [], 0
        check_gradebook(address, write=False)
        return _first_attempts(folder, quiz, address)


def _first_attempts(
    folder: CourseFolder, quiz: str, address: str
) -> tuple[list[FirstAttempt], int]:
    attempts, without = [], 0
    with Gradebook(address) as gradebook:
        try:
            submissions = gradebook.find_assignment(quiz).submissions
        except MissingEntry:
            return [], 0
        for submission in submissions:
            attempt = _kept(folder, quiz, submission.student.id)
            if attempt is None:
                without += 1
                continue
            stamp = submission.timestamp
            is_first = stamp is None or stamp.replace(tzinfo=UTC) <= attempt.when
            by_hand = {
                row.name: float(row.manual_score)
                for notebook in submission.notebooks
                for row in notebook.grades
                if is_first and row.manual_score is not None
            }
            adjusted = {
                name: by_hand[grade_id(name)]
                for name in attempt.answers
                if grade_id(name) in by_hand
            }
            attempts.append(replace(attempt, adjusted=adjusted))
    return sorted(attempts, key=lambda attempt: attempt.learner), without


def _kept(folder: CourseFolder, quiz: str, learner: str) -> FirstAttempt | None:
    try:
        return read_attempt(folder, quiz, learner)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseTrouble(
            f"{attempt_path(folder, quiz, learner)}, which keeps the first attempt of {learner},"
            " is damaged. Restore a copy of it; or delete it, and that learner does not count in"
            " the analysis until the next submission is graded."
        ) from error
