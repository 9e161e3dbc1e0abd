"""The JSON grades that a course keeps for reports and feedback pages."""

from __future__ import annotations

from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Grade
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.report.json import ExerciseJson, GradeJson, grade_json, read_grade
from autograder.submission.course_folder import CourseFolder


def keep_grade(folder: CourseFolder, submitted: SubmittedFolder, grade: Grade) -> None:
    """Write the grade of a submission where `gatewise course report` finds it."""
    folder.save_grade(submitted.assignment, submitted.learner, grade_json(grade))


def kept_json(folder: CourseFolder, assignment: str, learner: str) -> GradeJson | None:
    """The grade that the course keeps of a learner's submission, ``None`` where it keeps none."""
    path = folder.grade_path(assignment, learner)
    if not path.is_file():
        return None
    return read_grade(path.read_text(encoding="utf-8"))


def kept_grade(folder: CourseFolder, submitted: SubmittedFolder) -> Grade:
    """The grade that the course keeps of a submission. Raises `FileNotFoundError` without one."""
    kept = kept_json(folder, submitted.assignment, submitted.learner)
    if kept is None:
        raise FileNotFoundError(folder.grade_path(submitted.assignment, submitted.learner))
    exercises = tuple(_exercise_grade(exercise) for exercise in kept.exercises)
    unit = kept.unit or submitted.notebook
    return Grade(kept.submission, unit, exercises, kept.isolation, tuple(kept.notes))


def _exercise_grade(kept: ExerciseJson) -> ExerciseGrade:
    return ExerciseGrade(
        kept.slug,
        kept.status,
        kept.score,
        kept.max_score,
        Explanation(kept.message, kept.next_step),
        tuple(
            CriterionGrade(criterion.name, criterion.status, criterion.score, criterion.max_score)
            for criterion in kept.criteria
        ),
        tuple(kept.misconceptions),
        kept.follow_through,
    )
