"""A class that comes out of an LMS, is graded, and goes back: with penalties and marks by hand."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.lms.conftest import ALAN, run
from tests.lms.samples import GRADEBOOK, WORKSHEET


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
