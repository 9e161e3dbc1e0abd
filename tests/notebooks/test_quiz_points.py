"""Points of a quiz that change in mid-term: nbgrader's gradebook follows, up and down."""

from __future__ import annotations

from nbgrader.api import Gradebook

from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.test_quiz_commands import (  # noqa: F401
    NAME,
    Run,
    hand_in,
    key_answers,
    own,
    run,
    scores,
)


def test_points_changed_in_mid_term_reach_the_gradebook(
    course: CourseFolder,
    run: Run,  # noqa: F811
) -> None:
    run("add-quiz", NAME)
    hand_in(course, "ada", key_answers(course))
    hand_in(course, "ben", {})
    grade_course(course.root, NAME)
    before = {name: sum(mark or 0 for mark in marks) for name, marks in scores(course).items()}
    text = own(course).read_text()
    assert before == {"ada": 4.0, "ben": 0.0}
    assert text.count("points: 2") == 1
    for now in (5, 1):
        own(course).write_text(text.replace("points: 2", f"points: {now}"))
        run("add-quiz", NAME)
        outcomes = {result.outcome for result in grade_course(course.root, NAME)}
        assert outcomes == {"graded"}
        with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
            rows = {row.student.id: row for row in gradebook.assignment_submissions(NAME)}
            assert (rows["ada"].score, rows["ada"].max_score) == (2 + now, 2 + now)
            assert (rows["ben"].score, rows["ben"].max_score) == (0, 2 + now)
