"""Times of submission count where they can be understood for sure; others go to a person."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from autograder.commands.grading_progress import show_results
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.intake.times import time_in
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import RIGHT, UNIT
from tests.notebooks.test_marks_that_count import gradebook, set_due, submit

SIX = datetime(2026, 11, 23, 18)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 18:00:00 UTC",
        "2026-11-23 18:00:00",
        "2026-11-23T18:00:00Z",
        "2026-11-23 18:00:00.000000 UTC",
        "2026-11-23 19:00:00 +0100",
        "2026-11-23 19:00 +01:00",
        "2026-11-23 19:00:00 Europe/Berlin",
        "\ufeff2026-11-23 18:00:00 UTC\r\n",
    ],
)
def test_a_clear_time_is_read(tmp_path: Path, text: str) -> None:
    stamp = tmp_path / "timestamp.txt"
    stamp.write_text(text, encoding="utf-8")
    assert time_in(stamp) == SIX


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 6:00:00 PM",
        "2026-11-23 06:00:00 PM",
        "2026-11-23 18:00:00 PST",
        "2026-07-23 18:00:00 CET",
        "2026-07-23 18:00:00 EST",
        "2026-11-23 18:00:00 EST5EDT",
        "2026-11-23 18:00:00 UTC+1",
        "18:00",
        "2026",
        "2026-11-23",
        "11/12/2026 18:00:00",
        "2026-13-23 18:00:00",
        "2026-10-25 02:30:00 Europe/Berlin",
        "2026-11-23 18:00:00 UTC or so",
    ],
)
def test_an_unclear_time_is_refused(tmp_path: Path, text: str) -> None:
    stamp = tmp_path / "timestamp.txt"
    stamp.write_text(text)
    with pytest.raises(ValueError, match="holds"):
        time_in(stamp)


@pytest.mark.slow
def test_unclear_times_go_to_a_person_by_both_commands(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT, "2026-11-23 6:00:00 PM")
    submit(course, "bob", RIGHT, "\ufeff2026-11-23 19:00:00 +0100")
    results = {result.submitted.learner: result for result in grade_course(course.root)}
    assert results["ann"].needs_person
    assert "2026-11-23 18:00:00 UTC" in results["ann"].message
    assert results["bob"].outcome == "graded"
    with gradebook(course) as book:
        assert book.find_submission(UNIT, "bob").timestamp == SIX
        book.remove_student("bob")
    said = nbgrader(course.root, "autograde", UNIT, "--force")
    assert "ann" in said
    with gradebook(course) as book:
        assert book.find_submission(UNIT, "bob").timestamp == SIX


def test_missing_and_implausible_times_are_reported(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    submit(course, "bob", RIGHT, "2199-01-01 12:00:00 UTC")
    submit(course, "cat", RIGHT, "1999-01-01 12:00:00 UTC")
    submit(course, "dan", RIGHT, "2026-02-27 12:00:00 UTC")
    grade_course(course.root)
    set_due(course, "2026-03-01 12:00:00 UTC")
    console = Console(file=io.StringIO(), width=160)
    show_results(console, course.root, grade_course(course.root))
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "time of ann, gates: has no time stamp" in said
    assert "time of bob, gates: was submitted in the future" in said
    assert "time of cat, gates: was submitted more than a year" in said
    assert "time of dan" not in said


def test_a_time_stamp_that_was_removed_is_reported(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT, "2026-02-27 12:00:00 UTC")
    grade_course(course.root)
    set_due(course, "2026-03-01 12:00:00 UTC")
    (course.root / "submitted" / "ann" / UNIT / "timestamp.txt").unlink()
    (result,) = grade_course(course.root)
    assert result.doubt.startswith("has no time stamp any more")
    assert "2026-02-27 12:00 UTC" in result.doubt
