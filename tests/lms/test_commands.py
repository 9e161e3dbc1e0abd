"""What instructors type: rosters and downloads in a course, quick ones without a gradebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.submission.course_folder import CourseFolder
from tests.conftest import UnitKey
from tests.lms.samples import GRADEBOOK, PARTICIPANTS, WORKSHEET, write_zip

ADA = "Ada Lovelace_101_assignsubmission_file_/gates.ipynb"


@pytest.fixture
def course(unit_key: UnitKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CourseFolder:
    """A course of one unit and a quiz, in which the commands are typed."""
    folder = CourseFolder(tmp_path / "course")
    folder.save_keys({"gates": unit_key("gates")})
    (folder.root / "source" / "midterm").mkdir(parents=True)
    (folder.root / "participants.csv").write_text(PARTICIPANTS, encoding="utf-8")
    (folder.root / "grades.csv").write_text(GRADEBOOK, encoding="utf-8", newline="")
    monkeypatch.chdir(folder.root)
    return folder


def run(line: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["course", *line.split()])
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def test_a_roster_grows_and_says_what_it_left_out(course: CourseFolder) -> None:
    said = run("roster participants.csv")
    assert "3 learners in roster.csv: 3 new, 0 known before." in said
    assert "line 5 is Tea Cher, whose role is Teacher." in said
    assert "3 learners in roster.csv: 0 new, 3 known before." in run("roster grades.csv")
    assert "ada,Ada Lovelace,ada@uni.example,501\n" in (course.root / "roster.csv").read_text()


def test_a_bad_line_is_said_and_ends_with_one(course: CourseFolder) -> None:
    (course.root / "own.csv").write_text("learner,name\nada,Ada\n..,Eve\n")
    assert "line 3 gives Eve the folder .., which is no name." in run("roster own.csv", status=1)
    (course.root / "none.csv").write_text("learner,name\n")
    assert "names nobody" in run("roster none.csv", status=2)
    assert "cannot be read: No such file" in run("roster missing.csv", status=2)


def test_collecting_says_what_became_of_everybody(course: CourseFolder) -> None:
    stranger = ADA.replace("Ada Lovelace_101", "Noam_102")
    write_zip(course.root / "all.zip", {ADA: b"a", stranger: b"n"})
    assert "has no roster yet" in run("collect all.zip", status=2)
    run("roster participants.csv")
    said = run("collect all.zip", status=1)
    assert "1 submission for gates (1 new) in submitted/<learner>/gates." in said
    assert "Nothing of grace, zoe." in said
    assert "Noam (102) is nobody in the roster." in said
    write_zip(course.root / "all.zip", {ADA: b"b"})
    assert "Left alone, because what is there differs: ada." in run("collect all.zip", status=1)
    assert "Replaced: ada." in run("collect all.zip --replace")
    assert "1 there already" in run("collect all.zip")
    assert "1 submission for midterm" in run("collect all.zip midterm")
    assert "there are gates, midterm" in run("collect all.zip cell", status=2)


def test_a_worksheet_names_whom_a_name_does_not(course: CourseFolder) -> None:
    run("roster participants.csv")
    (course.root / "worksheet.csv").write_text(WORKSHEET.replace("Ada Lovelace", "A. L."))
    write_zip(course.root / "all.zip", {ADA.replace("Ada Lovelace", "A. L."): b"a"})
    run("collect all.zip", status=1)
    assert "(1 new)" in run("collect all.zip --worksheet worksheet.csv")
    (course.root / "worksheet.csv").write_text("a,b\n1,2\n")
    said = run("collect all.zip --worksheet worksheet.csv", status=2)
    assert "is not a grading worksheet" in said


def test_times_count_only_where_a_zone_is_given(course: CourseFolder) -> None:
    run("roster participants.csv")
    later = ADA.replace("Ada Lovelace_101", "Zoë O'Brien_103")
    write_zip(course.root / "all.zip", {ADA: b"a", later: b"z"}, {later: (2026, 11, 27, 9, 0, 0)})
    assert "repeat with --time-zone ZONE" in run("collect all.zip")
    said = run("collect all.zip --time-zone Europe/Berlin")
    assert "Times of submission: 2 written." in said
    assert "no time zone 'Nowhere'" in run("collect all.zip --time-zone Nowhere", status=2)


def test_what_a_zip_or_a_name_holds_reaches_no_terminal(course: CourseFolder) -> None:
    run("roster participants.csv")
    write_zip(course.root / "all.zip", {ADA: b"a", "x\x1b[31m[bold]y_1_2_gates.py": b"n"})
    done = CliRunner().invoke(app, ["course", "collect", "all.zip"])
    assert "[bold]y" in done.output
    assert "\x1b" not in done.output


def test_outside_a_course_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "name it with --course" in run("roster x.csv", status=2)
    assert "name it with --course" in run("export canvas x.csv gates", status=2)
