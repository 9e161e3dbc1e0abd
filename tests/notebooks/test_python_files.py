"""Python files as submissions: their encoding, and nbgrader's own commands."""

from __future__ import annotations

import pytest

from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import UNIT
from tests.notebooks.test_nothing_lost import BODY, NUMPY, put, shown


@pytest.mark.slow
def test_a_class_of_python_files_alone_is_told_of_our_own_command(course: CourseFolder) -> None:
    put(course, f"ann/{UNIT}/{UNIT}.py", NUMPY + BODY)
    nbgrader(course.root, "generate_assignment", UNIT)
    assert "gatewise course grade" in nbgrader(course.root, "autograde", UNIT, status=1)


def test_a_python_file_in_latin_1_gets_its_marks(course: CourseFolder) -> None:
    path = put(course, f"ann/{UNIT}/{UNIT}.py", "")
    path.write_bytes(f"# coding: latin-1\n# Grüße\n{NUMPY}{BODY}".encode("latin-1"))
    assert shown(course)[0]["ann"].score == 10.0
    cells = (course.root / "autograded" / "ann" / UNIT / f"{UNIT}.ipynb").read_text()
    assert "Grüße" in cells


@pytest.mark.slow
def test_zip_collect_takes_python_files(course: CourseFolder) -> None:
    archive = course.root / "downloaded" / UNIT / "archive"
    archive.mkdir(parents=True)
    (archive / f"ann_{UNIT}.py").write_text(NUMPY + BODY)
    pattern = r".*/(?P<student_id>\w+?)_(?P<file_id>\w+)"
    nbgrader(course.root, "zip_collect", UNIT, f"--FileNameCollectorPlugin.named_regexp={pattern}")
    assert shown(course)[0]["ann"].score == 10.0
