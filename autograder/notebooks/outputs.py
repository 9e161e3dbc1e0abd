"""What a grade looks like inside nbgrader: outputs of grade cells, and comments. Pure."""

from __future__ import annotations

from html import escape
from typing import Any

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import ExerciseGrade, Grade
from autograder.data.text import clean
from autograder.judge.messages import explain_unreadable
from autograder.judge.score import no_marks
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text

NEEDS_PERSON = "NeedsPerson"
"""Name of the error that stands in a grade cell without a mark: no output at all would count as
full marks."""
NOT_OURS = "This assignment is not one of Gatewise's, so a person marks it."
"""What is said of an assignment that an instructor added, with tests of its own: nothing of it is
run."""


NOTHING_RUN = "not needed"
"""The isolation of a grade for which nothing of the hand-in was run, so that none was needed."""


def not_ours(learner: str, unit: str) -> Grade:
    """The grade of a hand-in for an assignment that has no answer key: none, and a person to mark
    it.
    """
    return Grade(learner, unit, (), NOTHING_RUN, (NOT_OURS,))


def unread_grade(
    key: AnswerKey | None, learner: str, unit: str, problem: str, isolation: str = NOTHING_RUN
) -> Grade:
    """The grade of a hand-in that could not be read: no marks, and a person to look at it."""
    exercises = (
        tuple(
            no_marks(exercise, "grader_error", explain_unreadable(problem))
            for exercise in key.exercises
        )
        if key
        else ()
    )
    return Grade(learner, unit, exercises, isolation, (problem,), key.title if key else "")


def grade_outputs(grade: ExerciseGrade, notes: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The outputs of one grade cell: first the mark, as the plain float that nbgrader reads, then
    the feedback.
    """
    html = exercise_html(grade)
    if notes:
        html += "\n<ul>" + "".join(f"<li>{escape(clean(note))}</li>" for note in notes) + "</ul>"
    shown = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": html, "text/plain": exercise_text(grade)},
    }
    if grade.score is None:
        return [shown, person_output(grade.message)]
    mark = float(min(max(grade.score, 0.0), grade.max_score))
    marked = {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": {"text/plain": repr(mark)},
    }
    return [marked, shown]


def person_output(message: str) -> dict[str, Any]:
    """The output of a grade cell without a mark: nbgrader reads an error as zero, which
    `SaveFeedback` takes away.
    """
    return {
        "output_type": "error",
        "ename": NEEDS_PERSON,
        "evalue": clean(message),
        "traceback": [f"No mark yet: {clean(message)}"],
    }


def comment_text(grade: ExerciseGrade) -> str:
    """Feedback as a comment. nbgrader renders comments as Markdown with HTML and shows them as they
    are elsewhere, so text from the hand-in must be neither: angle and square brackets become
    look-alikes.
    """
    text = grade.message if not grade.next_step else f"{grade.message} Next: {grade.next_step}"
    plain = " ".join(clean(text).split())
    return plain.replace("<", "‹").replace(">", "›").replace("](", "] (").replace("`", "'")
