"""A class that comes out of an LMS, is graded, and goes back: with penalties and marks by hand."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course.discover import default_root
from autograder.notebooks.release.new_course import new_course
from autograder.submission.read import grade_id
from tests.conftest import BuildOnce
from tests.lms.samples import GRADEBOOK, PARTICIPANTS, WORKSHEET, write_zip
from tests.notebooks.conftest import nbgrader
from tests.notebooks.sample_class import RIGHT, TANH, filled

ALAN = '"Participant 105","Alan Turing",alan@uni.example,Submitted,,10.00,Yes,"-",-,\n'


@pytest.fixture(scope="session")
def round_trip(build_once: BuildOnce) -> Path:
    """A course whose class was collected from Moodle and graded. Grace was late, and half of
    forget_gate was given to Zoë by hand.
    """

    def fill(folder: Path) -> None:
        course = new_course(default_root(), folder / "course", units=("gates",)).folder.root
        config = course / "nbgrader_config.py"
        late = '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
        config.write_text(config.read_text() + late)
        nbgrader(course, "generate_assignment", "gates")
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_assignment("gates", duedate="2026-11-26 23:00:00 UTC")
        (course / "participants.csv").write_text(
            PARTICIPANTS + "Alan,Turing,alan@uni.example,,Student\n", encoding="utf-8"
        )
        (course / "worksheet.csv").write_bytes((WORKSHEET + ALAN).encode())
        (course / "grades.csv").write_bytes(GRADEBOOK.encode())
        write_downloads(course)
        run(course, "roster participants.csv")
        run(course, "collect moodle.zip --time-zone UTC")
        run(course, "grade .", 1)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            grade = gradebook.find_grade(grade_id("forget_gate"), "gates", "gates", "zoe")
            grade.manual_score = 1.0
            gradebook.db.commit()
        nbgrader(course, "generate_feedback", "gates")

    return build_once("round-trip", fill) / "course"


def write_downloads(course: Path) -> None:
    released = json.loads((course / "release" / "gates" / "gates.ipynb").read_text())

    def notebook(**functions: str) -> bytes:
        cells = filled(released["cells"], RIGHT | functions)
        return json.dumps(released | {"cells": cells}).encode()

    python = "\n".join(["import numpy as np\n", *(RIGHT | {"forget_gate": TANH}).values()])
    grace = "Grace Brewster Hopper_102_assignsubmission_file_/gates.ipynb"
    files = {
        "Ada Lovelace_101_assignsubmission_file_/gates.ipynb": notebook(candidate="x = 1"),
        grace: notebook(),
        "Zoë O'Brien_103_assignsubmission_file_/gates.py": python.encode(),
        "Alan Turing_105_assignsubmission_file_/gates.ipynb": b'{"cells": [',
    }
    write_zip(course / "moodle.zip", files, {grace: (2026, 11, 27, 9, 0, 0)})


def run(folder: Path, line: str, status: int = 0) -> str:
    here = os.getcwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(app, ["course", *line.split()])
    finally:
        os.chdir(here)
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


@pytest.mark.slow
def test_moodle_gets_the_marks_that_count_and_a_page_for_each(
    round_trip: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    said = run(round_trip, f"export moodle worksheet.csv gates --out {out}", 1)
    wanted = WORKSHEET + ALAN
    for learner, mark in (("ada", "8"), ("grace", "0"), ("zoe", "9")):
        address = f"{learner}@uni.example,Submitted,"
        wanted = wanted.replace(f"{address},", f"{address}{mark},")
    assert out.read_bytes() == wanted.encode()
    assert "Needs a person, so no mark was written: alan." in said
    with zipfile.ZipFile(tmp_path / "out-feedback.zip") as archive:
        assert archive.namelist() == [
            "Ada Lovelace_101_assignsubmission_file_/gates.html",
            "Grace Brewster Hopper_102_assignsubmission_file_/gates.html",
            "Zoë O'Brien_103_assignsubmission_file_/gates.html",
        ]
        assert b"candidate" in archive.read(archive.namelist()[0])


@pytest.mark.slow
def test_canvas_gets_the_marks_that_count(round_trip: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    said = run(round_trip, f"export canvas grades.csv gates --out {out}", 1)
    wanted = (
        GRADEBOOK.replace("ada@uni.example,LSTM,,", "ada@uni.example,LSTM,8,")
        .replace('"LSTM, ""B""",3.0,', '"LSTM, ""B""",0,')
        .replace("zoe@uni.example,LSTM,,", "zoe@uni.example,LSTM,9,")
    )
    assert out.read_bytes() == wanted.encode()
    assert "Marks without a row in this file: alan." in said
    own = run(round_trip, "export canvas grades.csv gates --out grades.csv", 2)
    assert "is the file from the LMS" in own


@pytest.mark.slow
def test_a_page_that_is_older_than_the_grade_is_not_sent(round_trip: Path, tmp_path: Path) -> None:
    page = round_trip / "feedback" / "ada" / "gates" / "gates.html"
    grade = round_trip / "grades" / "gates" / "ada.json"
    before = page.stat().st_mtime
    os.utime(page, (before, grade.stat().st_mtime - 1))
    out = tmp_path / "out.csv"
    said = run(round_trip, f"export moodle worksheet.csv gates --out {out}", 1)
    os.utime(page, (before, before))
    assert "Older than the grade: ada. Run: nbgrader generate_feedback gates --force" in said


@pytest.mark.slow
def test_the_wheel_in_a_bundle_is_this_version(round_trip: Path, tmp_path: Path) -> None:
    run(round_trip, f"export gradescope gates --out {tmp_path / 'a.zip'}")
    run(round_trip, f"export classroom gates --out {tmp_path / 'b'}")
    [wheel] = (tmp_path / "b").glob("*.whl")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read(wheel.name) == wheel.read_bytes()
    with zipfile.ZipFile(wheel) as inner:
        assert "autograder/lms/scripts/run_autograder" in inner.namelist()
