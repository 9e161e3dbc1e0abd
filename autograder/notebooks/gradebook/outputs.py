"""What a grade looks like inside nbgrader: outputs of grade cells, and comments."""

from __future__ import annotations

from html import escape
from typing import Any

from autograder.data.grades import ExerciseGrade
from autograder.data.text import clean
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text

NEEDS_PERSON = "NeedsPerson"
"""Name of the error in a grade cell without a mark. A cell without any output would get full
marks."""


def grade_outputs(grade: ExerciseGrade, notes: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The outputs of a grade cell, as notebooks hold them.

    The first is the mark, a plain float that nbgrader reads, and the second is the feedback with
    `notes` as a list. Where a person decides about the mark, the feedback is first and an error
    follows.
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
    """The output of a grade cell without a mark.

    nbgrader reads an error as zero, which `SaveFeedback` takes away again.
    """
    return {
        "output_type": "error",
        "ename": NEEDS_PERSON,
        "evalue": clean(message),
        "traceback": [f"No mark yet: {clean(message)}"],
    }


def comment_text(grade: ExerciseGrade) -> str:
    """Feedback as a comment of nbgrader.

    nbgrader renders comments as Markdown with HTML in some places and shows them as they are in
    others. Text from the submission must be neither, so brackets become similar characters.
    """
    text = grade.message if not grade.next_step else f"{grade.message} Next: {grade.next_step}"
    plain = " ".join(clean(text).split())
    return plain.replace("<", "‹").replace(">", "›").replace("](", "] (").replace("`", "'")
