"""Whose first attempts at a quiz count for item analysis: those of the learners in nbgrader's
gradebook.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from nbgrader.api import Gradebook, MissingEntry

from autograder.notebooks.gradebook.nbgrader_course import gradebook_address
from autograder.notebooks.quizzes.attempts import FirstAttempt, read_attempt
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import grade_id


def first_attempts(folder: CourseFolder, quiz: str) -> tuple[list[FirstAttempt], int]:
    """The first attempts of the learners whom the gradebook knows for this quiz, and how many of
    these have none.

    A mark that a person gave by hand counts where the hand-in it was given to is still that first
    attempt.
    """
    found, without = [], 0
    with Gradebook(gradebook_address(folder.root)) as gradebook:
        try:
            submissions = gradebook.find_assignment(quiz).submissions
        except MissingEntry:
            return [], 0
        for submission in submissions:
            kept = read_attempt(folder, quiz, submission.student.id)
            if kept is None:
                without += 1
                continue
            stamp = submission.timestamp
            first = stamp is None or stamp.replace(tzinfo=UTC) <= kept.when
            by_hand = {
                row.name: float(row.manual_score)
                for notebook in submission.notebooks
                for row in notebook.grades
                if first and row.manual_score is not None
            }
            found.append(
                replace(
                    kept,
                    adjusted={
                        name: by_hand[grade_id(name)]
                        for name in kept.answers
                        if grade_id(name) in by_hand
                    },
                )
            )
    return sorted(found, key=lambda attempt: attempt.learner), without
