"""A class made by hand: grades on disk, one answer key of the course, and nothing that is run."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status
from autograder.report.json import grade_json
from autograder.submission.course_folder import CourseFolder

SLUGS = ("sigmoid", "forget_gate", "input_gate", "candidate", "output_gate")


def exercise(slug: str, *named: str, status: Status = "passed", said: str = "") -> ExerciseGrade:
    """An exercise of two points: wrong where a misconception is named, else as `status` says."""
    found: Status = "wrong" if named else status
    score = None if found == "grader_error" else 2.0 * (found == "passed")
    return ExerciseGrade(slug, found, score, 2.0, Explanation(said), misconceptions=named)


def given(slug: str) -> ExerciseGrade:
    """An exercise that is right given an earlier one."""
    return ExerciseGrade(slug, "passed", 2.0, 2.0, Explanation("Right."), follow_through=True)


def grade(learner: str, *wrong: ExerciseGrade, notes: tuple[str, ...] = ()) -> Grade:
    """A grade for the unit *gates* in which all is right but what is given."""
    by_slug = {item.slug: item for item in wrong}
    return Grade(
        learner,
        "gates",
        tuple(by_slug.get(slug, exercise(slug)) for slug in SLUGS),
        "A",
        notes,
    )


def course_with(
    root: Path, key: AnswerKey, grades: list[Grade], sources: Mapping[str, str] | None = None
) -> CourseFolder:
    """A course folder with these grades, and a ``.py`` file of those learners who have a source."""
    folder = CourseFolder(root)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    folder.make_secret()
    folder.save_keys({"gates": key})
    for item in grades:
        place = root / "submitted" / item.submission / "gates"
        place.mkdir(parents=True)
        folder.save_grade("gates", item.submission, grade_json(item))
        if sources and item.submission in sources:
            (place / "gates.py").write_text(sources[item.submission], encoding="utf-8")
    return folder
