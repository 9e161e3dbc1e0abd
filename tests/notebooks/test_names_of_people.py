"""Names of learners' folders in a real course: what harms is refused, all others are exported."""

from __future__ import annotations

import csv
import io
import logging
import shutil
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from autograder.commands.grading_progress import show_results
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.intake.screen import leave_out
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import UNIT

GOOD = ("José", "O'Brien", "Anne-Marie", "李雷", "Ngô Bảo Châu")
REFUSED = (
    "<img src=x onerror=alert(1)>",
    "eve,,,,10.0,0.0,10.0,10.0",
    "=HYPERLINK(1)",
    "zoe\u200b",
    "Max",
    "max",
)


def submit(course: CourseFolder, learner: str) -> None:
    folder = course.root / "submitted" / learner / UNIT
    folder.mkdir(parents=True)
    shutil.copy(course.root / "source" / UNIT / f"{UNIT}.ipynb", folder)


@pytest.mark.slow
def test_names_reach_the_export_as_they_are_or_not_at_all(
    course: CourseFolder, tmp_path: Path
) -> None:
    for learner in (*GOOD, *REFUSED):
        submit(course, learner)
    results = list(grade_course(course.root))
    assert sorted(result.submitted.learner for result in results) == sorted(GOOD)
    console = Console(width=200, record=True, file=io.StringIO())
    assert not show_results(console, course.root, results)
    said = console.export_text()
    assert "takes for a formula" in said
    assert "looks like 'max'" in said
    assert "U+200B" in said
    nbgrader(course.root, "export", "--to", str(tmp_path / "grades.csv"))
    with open(tmp_path / "grades.csv", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert {len(row) for row in rows} == {len(header)}
    exported = {row[header.index("student_id")] for row in rows}
    assert exported >= set(GOOD)
    assert exported.isdisjoint(REFUSED)


def test_nbgraders_own_command_takes_none_of_them(
    course: CourseFolder, caplog: pytest.LogCaptureFixture
) -> None:
    for learner in ("ann", *REFUSED):
        submit(course, learner)
    settings = {"max_file_size": 100_000, "max_dir_size": 100_000, "ignore": []}
    converter = SimpleNamespace(
        coursedir=SimpleNamespace(
            root=str(course.root), submitted_directory="submitted", **settings
        ),
        assignments={str(path): [] for path in (course.root / "submitted").glob(f"*/{UNIT}")},
        log=logging.getLogger("nbgrader"),
    )
    leave_out(converter)
    assert [Path(place).parent.name for place in converter.assignments] == ["ann"]
    assert caplog.text.count("was not graded") == len(REFUSED)
    assert "has a name that looks like 'max'" in caplog.text


def test_a_new_course_can_be_read_by_its_owner_alone(made: NewCourse) -> None:
    assert stat.S_IMODE(made.folder.root.stat().st_mode) == 0o700
