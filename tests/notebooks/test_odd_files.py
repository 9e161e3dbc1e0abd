"""Links, pipes and folders in place of files, a stopped run's leftovers, a second run: no class stops, nothing is overwritten."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.folder import CourseBusy, CourseFolder
from autograder.notebooks.course import NewCourse
from autograder.notebooks.grading import grade_course
from autograder.notebooks.outputs import NOT_OURS
from tests.notebooks.conftest import UNIT


@pytest.fixture
def course(made: NewCourse, tmp_path: Path) -> CourseFolder:
    folder = CourseFolder(tmp_path / "course")
    shutil.copytree(made.folder.root, folder.root)
    return folder


def place(course: CourseFolder, learner: str, unit: str = UNIT) -> Path:
    folder = course.root / "submitted" / learner / unit
    folder.mkdir(parents=True)
    return folder


def test_no_odd_file_stops_a_class_or_is_written_through(course: CourseFolder, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    notebook = course.root / "source" / UNIT / f"{UNIT}.ipynb"
    (place(course, "a-folder") / f"{UNIT}.ipynb").mkdir()
    (place(course, "b-link") / f"{UNIT}.ipynb").symlink_to(victim)
    os.mkfifo(place(course, "c-pipe") / f"{UNIT}.py")
    (place(course, "d-endless") / f"{UNIT}.py").symlink_to("/dev/zero")
    (place(course, "e-dangling") / f"{UNIT}.ipynb").symlink_to("nowhere")
    shutil.copy(notebook, place(course, "f-beside"))
    (course.root / "submitted" / "f-beside" / UNIT / "more.dat").symlink_to("/dev/zero")
    shutil.copy(notebook, place(course, "g-timestamp"))
    (course.root / "submitted" / "g-timestamp" / UNIT / "timestamp.txt").write_text("yesterday")
    shutil.copy(notebook, place(course, "h-good"))
    shutil.copy(notebook, place(course, "i-capitals", UNIT.upper()))
    (course.root / ".gatewise-staged" / "a-folder" / UNIT).mkdir(parents=True)  # of a run that was killed

    results = {result.hand_in.learner: result for result in grade_course(course.root)}
    assert {learner: result.grade.needs_person for learner, result in results.items()} == {
        "a-folder": True, "b-link": True, "c-pipe": True, "d-endless": True, "e-dangling": True,
        "f-beside": False, "g-timestamp": True, "h-good": False}
    assert victim.read_text() == "precious"
    assert not (course.root / "autograded" / "f-beside" / UNIT / "more.dat").exists()
    assert "timestamp.txt" in results["g-timestamp"].message
    assert json.loads(course.grade_path(UNIT, "g-timestamp").read_text())["score"] is None
    assert [str(path) for path in course.strays()] == [f"submitted/i-capitals/{UNIT.upper()}"]


def test_one_run_at_a_time(course: CourseFolder) -> None:
    with course.locked(), pytest.raises(CourseBusy, match="another run is grading"):
        grade_course(course.root)
    assert grade_course(course.root) == []


def test_an_assignment_of_the_instructors_own_is_left_to_a_person(course: CourseFolder) -> None:
    folder = course.root / "source" / "essay"
    folder.mkdir()
    meta = {"schema_version": 3, "grade": True, "solution": False, "locked": True, "task": False, "points": 3, "grade_id": "t"}
    cell = {"cell_type": "code", "metadata": {"nbgrader": meta}, "source": "assert True", "outputs": [], "execution_count": None,
            "id": "t"}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text = json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    (folder / "essay.ipynb").write_text(text)
    (place(course, "ada", "essay") / "essay.ipynb").write_text(text)
    result, = grade_course(course.root)
    assert (result.grade.score, result.message) == (None, NOT_OURS)
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        found = gradebook.find_grade("t", "essay", "essay", "ada")
        assert (found.auto_score, found.needs_manual_grade) == (None, True)
