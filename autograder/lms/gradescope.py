"""Write a grade as the ``results.json`` that Gradescope reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.data.grades import ExerciseGrade, Grade
from autograder.data.text import clean
from autograder.lms.visibility import Visibility
from autograder.report.text import MARKS, WORDS, shows_criteria, shows_message

PERSON = (
    "A person has to look at this submission, so this is no complete mark yet. Your instructor will"
    " publish it."
)
"""What a learner reads where the grader could not decide."""
UNREADABLE = "The grader could not read this submission, so there is no mark."


def results(
    grades: Sequence[Grade], problem: str = "", visibility: Visibility = Visibility.visible
) -> dict[str, Any]:
    """What Gradescope shows of a submission, one test for each exercise.

    The texts are those of our own feedback, in which nothing of a hidden case is said. An exercise
    that needs a person has no score, as Gradescope's informational checks have none, and then the
    result waits until the instructor publishes it. There is no total of ours: Gradescope adds up.

    Parameters
    ----------
    grades
        The grades of the submission, one for each unit.
    problem
        Why it could not be read. Such a result holds no score at all.
    visibility
        When learners see the tests.
    """
    if problem:
        return {
            "output": f"{UNREADABLE} {clean(problem)}",
            "output_format": "text",
            "stdout_visibility": Visibility.hidden.value,
            "tests": [],
        }
    needs_person = any(grade.needs_person for grade in grades)
    notes = [PERSON] if needs_person else []
    notes += [clean(note) for grade in grades for note in grade.notes]
    kept_back = Visibility.hidden if visibility is Visibility.hidden else Visibility.after_published
    return {
        "output": "\n".join(notes),
        "output_format": "text",
        "visibility": (kept_back if needs_person else visibility).value,
        "stdout_visibility": Visibility.hidden.value,
        "extra_data": {"isolation": ", ".join(sorted({grade.isolation for grade in grades}))},
        "tests": [
            _test(grade, exercise, f"{unit}.{place}")
            for unit, grade in enumerate(grades, 1)
            for place, exercise in enumerate(grade.exercises, 1)
        ],
    }


def _test(grade: Grade, exercise: ExerciseGrade, number: str) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": f"{grade.unit}: {exercise.slug}",
        "name_format": "text",
        "number": number,
        "status": "passed" if exercise.status == "passed" else "failed",
        "output": _text(exercise),
        "output_format": "text",
    }
    if exercise.score is not None:
        test |= {"score": float(exercise.score), "max_score": float(exercise.max_score)}
    return test


def _text(exercise: ExerciseGrade) -> str:
    """What a learner reads about an exercise."""
    lines = [f"{MARKS[exercise.status]} {WORDS[exercise.status]}"]
    if shows_message(exercise):
        lines.append(clean(exercise.message))
    if shows_criteria(exercise):
        lines += [f"{MARKS[criterion.status]} {criterion.name}" for criterion in exercise.criteria]
    if exercise.next_step and exercise.status != "passed":
        lines.append(f"Next: {clean(exercise.next_step)}")
    return "\n".join(lines)
