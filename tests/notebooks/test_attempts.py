"""When a first attempt was handed in: whatever a learner wrote into ``timestamp.txt`` stops
nothing.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.quizzes.attempts import keep_attempt, read_attempt
from autograder.submission.course_folder import CourseFolder


@pytest.mark.parametrize(
    ("stamp", "year"),
    [
        ("2025-11-23 18:00:00 UTC", 2025),
        ("yesterday", 2001),
        ("2026-01-01 00:00:00 ../../../../etc/passwd", 2001),
        (f".{'9' * 30} h", 2001),
        ("9999-12-31 23:59:59 -1400", 2001),
        ("9999-12-31 23:59:59 UTC", 2001),
        ("2025-11-23 18:00:00 UTC" + " " * 10_000, 2001),
        ("", 2001),
    ],
)
def test_a_time_that_is_none_is_the_files_own(tmp_path: Path, stamp: str, year: int) -> None:
    path = tmp_path / "quiz.ipynb"
    path.touch()
    os.utime(path, (1_000_000_000, 1_000_000_000))
    (tmp_path / "timestamp.txt").write_text(stamp)
    course = CourseFolder(tmp_path / "course")
    keep_attempt(
        course,
        SubmittedFolder("eve", "quiz", "quiz", tmp_path, path),
        {"q": "answer = 1"},
        {"q": "answer = ..."},
    )
    kept = read_attempt(course, "quiz", "eve")
    assert kept is not None
    assert kept.when.year == year
    assert kept.when < datetime(2026, 1, 1, tzinfo=UTC)
