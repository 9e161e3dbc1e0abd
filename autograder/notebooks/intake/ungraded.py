"""Grades of submissions of which nothing was run, because they cannot be read or are not ours."""

from __future__ import annotations

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.judge.messages import explain_unreadable
from autograder.judge.score import no_marks
from autograder.notebooks.intake.submitted import SubmittedFolder

NOTHING_RUN = "not needed"
"""The isolation of a grade for which nothing of the submission was run."""
NOT_OURS = "This assignment is not one of Gatewise's, so a person marks it."
"""The note on an assignment that an instructor added, with tests of its own. Nothing of it is
run."""


def not_ours(submitted: SubmittedFolder) -> Grade:
    """The grade of a submission for an assignment without an answer key: a person marks it."""
    return Grade(submitted.learner, submitted.notebook, (), NOTHING_RUN, (NOT_OURS,))


def unread_grade(
    submitted: SubmittedFolder,
    key: AnswerKey | None,
    problem: str,
    isolation: str = NOTHING_RUN,
) -> Grade:
    """The grade of a submission that could not be read: no marks, and a person looks at it.

    Parameters
    ----------
    submitted
        The submission.
    key
        The answer key of its unit, if there is one: each of its exercises is listed.
    problem
        What kept the submission from being read, in a sentence.
    isolation
        The isolation level, where something of the submission was run.
    """
    exercises = (
        tuple(
            no_marks(exercise, "grader_error", explain_unreadable(problem))
            for exercise in key.exercises
        )
        if key
        else ()
    )
    title = key.title if key else ""
    return Grade(submitted.learner, submitted.notebook, exercises, isolation, (problem,), title)
