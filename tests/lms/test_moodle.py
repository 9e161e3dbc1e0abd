from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest

from autograder.lms.cells import UnreadableCsv
from autograder.lms.feedback import folder_of, zip_feedback
from autograder.lms.filled import CannotFill, Kept, MarkedClass
from autograder.lms.moodle import Participant, fill_worksheet
from autograder.lms.roster import Person, Roster
from tests.lms.samples import CLASS, WORKSHEET, marks

ALL = marks(ada=10.0, grace=7.5, zoe=0.0)
IN_CLASS = (
    Participant("ada", "Ada Lovelace", "101"),
    Participant("grace", "Grace Brewster Hopper", "102"),
    Participant("zoe", "Zoë O'Brien", "103"),
)


def test_only_the_grades_change() -> None:
    done, participants = fill_worksheet(WORKSHEET.encode(), "x", MarkedClass(ALL, CLASS))
    wanted = WORKSHEET
    for learner, grade in (("ada", "10"), ("grace", "7.5"), ("zoe", "0")):
        wanted = wanted.replace(
            f"{learner}@uni.example,Submitted,,", f"{learner}@uni.example,Submitted,{grade},"
        )
    assert done.data.decode() == wanted
    assert done.complete
    assert participants == IN_CLASS


def test_without_addresses_names_decide() -> None:
    text = WORKSHEET.replace('"Email address",', "").replace("ada@uni.example,", "")
    text = text.replace("grace@uni.example,", "").replace("zoe@uni.example,", "")
    done, participants = fill_worksheet(text.encode(), "x", MarkedClass(ALL, CLASS))
    assert (done.complete, participants) == (True, IN_CLASS)
    twins = Roster((*CLASS.people, Person("ada2", "Ada Lovelace")))
    done, participants = fill_worksheet(text.encode(), "x", MarkedClass(ALL, twins))
    assert (done.written, participants) == (("grace", "zoe"), IN_CLASS[1:])
    assert [(row.line, row.people) for row in done.unmatched] == [(2, ("ada", "ada2"))]


def test_what_moodle_would_pass_over_is_left_out_and_listed() -> None:
    text = WORKSHEET.replace(
        "zoe@uni.example,Submitted,,10.00,Yes", "zoe@uni.example,Submitted,,10.00,No"
    )
    done, _ = fill_worksheet(text.encode(), "x", MarkedClass(ALL | marks(ada=10.5), CLASS))
    assert done.kept == (
        Kept("ada", "10.5 is more than Moodle's maximum of 10"),
        Kept("zoe", "Moodle does not let this grade be changed"),
    )
    assert done.written == ("grace",)


def test_a_grade_that_needs_a_person_stays_empty() -> None:
    done, _ = fill_worksheet(WORKSHEET.encode(), "x", MarkedClass(marks(ada=None), CLASS))
    assert (done.data, done.persons) == (WORKSHEET.encode(), ("ada",))


def test_another_maximum_stops_it_unless_marks_may_be_converted() -> None:
    text = WORKSHEET.replace("10.00", "100.00").encode()
    with pytest.raises(CannotFill, match="in Moodle it has 100 points"):
        fill_worksheet(text, "x", MarkedClass(ALL, CLASS))
    done, _ = fill_worksheet(text, "x", MarkedClass(ALL, CLASS, scale=True))
    assert b"grace@uni.example,Submitted,75,100.00" in done.data


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "is not a grading worksheet of Moodle"),
        ("Identifier,Status,Grade\nParticipant 1,-,\n", "submissions are anonymous"),
    ],
)
def test_another_csv_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableCsv, match=said):
        fill_worksheet(text.encode(), "x", MarkedClass(ALL, CLASS))


def test_feedback_has_a_folder_for_each_participant(tmp_path: Path) -> None:
    pages = {}
    for learner in ("ada", "grace"):
        pages[learner] = (tmp_path / f"{learner}.html",)
        pages[learner][0].write_text(learner)
        os.utime(pages[learner][0], (1_000_000_000, 1_000_000_000))
    target = tmp_path / "feedback.zip"
    done = zip_feedback(IN_CLASS, pages, {"ada": 999_999_999.0, "grace": 1_000_000_001.0}, target)
    assert (done.packed, done.outdated, done.missing) == (("ada",), ("grace",), ("zoe",))
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["Ada Lovelace_101_assignsubmission_file_/ada.html"]
        assert archive.read(archive.namelist()[0]) == b"ada"


def test_without_pages_there_is_no_zip(tmp_path: Path) -> None:
    zip_feedback(IN_CLASS, {}, {}, tmp_path / "feedback.zip")
    assert not (tmp_path / "feedback.zip").exists()


@pytest.mark.parametrize("name", ["Ada Lovelace", "A_d/a", "Ada: 2 < 3", "_", "7_8"])
def test_moodle_finds_the_number_in_a_folders_name(name: str) -> None:
    """As its importer does: the name is split at underscores, and the second part is the number."""
    parts = folder_of(Participant("ada", name, "101")).split("_", 4)
    assert parts[1:] == ["101", "assignsubmission", "file", ""]
    assert not re.search(r'[/\\:*?"<>|]', parts[0])
