from __future__ import annotations

from pathlib import Path

import pytest

from autograder.lms.cells import UnreadableCsv
from autograder.lms.roster import NoRoster, Person, Roster, load_roster, save_roster
from autograder.lms.roster_files import read_people
from autograder.submission.course_folder import CourseFolder
from tests.lms.samples import CLASS, GRADEBOOK, PARTICIPANTS, WORKSHEET, csv_file

NOBODY = Roster(())


def learners(text: str, known: Roster = NOBODY) -> dict[str, str]:
    found = read_people(csv_file(text), "x", known)
    assert not found.problems
    return {person.learner: person.name for person in found.people}


@pytest.mark.parametrize(
    "text",
    [
        PARTICIPANTS,
        GRADEBOOK,
        WORKSHEET,
        "name,canvas_user_id,user_id,login_id,sections\n"
        "Ada Lovelace,501,S1,ada,LSTM\nGrace Brewster Hopper,502,S2,grace,LSTM\n"
        "Zoë O'Brien,503,,zoe@uni.example,LSTM\n",
        "learner;name\nada;Ada Lovelace\ngrace;Grace Brewster Hopper\nzoe;Zoë O'Brien\n",
        GRADEBOOK.replace("Student,ID", "LastName,FirstName,ID")
        .replace('"Lovelace, Ada"', "Lovelace,Ada")
        .replace('"Hopper, Grace Brewster"', "Hopper,Grace Brewster")
        .replace('"O\'Brien, Zoë"', "O'Brien,Zoë")
        .replace('"Student, Test"', "Student,Test")
        .replace("Points Possible,", "Points Possible,,")
        .replace("\r\n,,", "\r\n,,,"),
    ],
    ids=["participants", "gradebook", "worksheet", "course roster", "own", "split names"],
)
def test_each_list_names_the_same_class(text: str) -> None:
    assert learners(text) == {person.learner: person.name for person in CLASS.people}


def test_what_is_no_learner_is_left_out_with_its_line() -> None:
    left = read_people(csv_file(GRADEBOOK), "x", NOBODY).left_out
    assert [line.line for line in left] == [2, 3, 7]
    [teacher] = read_people(csv_file(PARTICIPANTS), "x", NOBODY).left_out
    assert (teacher.line, teacher.reason) == (5, "is Tea Cher, whose role is Teacher")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",No Folder,", "neither a user name nor an e-mail address"),
        ("eve,,", "has no name"),
        ("../eve,Eve,", "which is no name"),
        (".eve,Eve,", "which is no name"),
        ("e/ve,Eve,", "which is no name"),
        ("e;ve,Eve,", "has a name with ;"),
        ("=eve,Eve,", "a spreadsheet takes for a formula"),
        ("ada,Eve,", "gives Eve the folder ada, which is Ada's"),
        ("Ada,Eve,", "which looks like ada"),
        ("ada,Ada,", "is Ada a second time"),
        ("eve,E\x07ve,", "cannot be printed"),
        ("eve,=1+1,", "which a spreadsheet takes for a formula"),
    ],
)
def test_a_line_that_cannot_be_used_is_said_and_costs_no_other(row: str, said: str) -> None:
    text = f"learner,name,email\nada,Ada,\n{row}\nben,Ben,\n"
    found = read_people(csv_file(text), "x", NOBODY)
    assert [person.learner for person in found.people] == ["ada", "ben"]
    [problem] = found.problems
    assert problem.line == 3
    assert said in problem.reason


def test_a_list_without_names_says_which_headings_it_has() -> None:
    with pytest.raises(UnreadableCsv, match="Vorname, Nachname"):
        read_people(csv_file("Vorname,Nachname\nAda,Lovelace\n"), "x", NOBODY)


def test_two_people_with_the_same_start_of_the_address_get_two_folders() -> None:
    text = "name,email\nAda Lovelace,ada@one.example\nAda Byron,ada@two.example\n"
    assert list(learners(text)) == ["ada", "ada@two.example"]


def test_a_later_list_adds_what_it_knows_and_moves_nobody() -> None:
    moodle = Roster(read_people(csv_file(PARTICIPANTS), "x", NOBODY).people)
    text = GRADEBOOK.replace("Lovelace, Ada", "King, Ada")
    canvas = read_people(csv_file(text), "x", moodle)
    merged = moodle.merged(canvas.people)
    assert merged.people[0] == Person("ada", "Ada King", "ada@uni.example", "501")
    assert [person.learner for person in merged.people] == ["ada", "grace", "zoe"]
    assert moodle.merged(()).people == moodle.people


def test_names_match_in_either_order_and_without_punctuation() -> None:
    for name in ("Zoë O'Brien", "obrienzoë", "ZOË  OBRIEN", "O'Brien, Zoë"):
        assert [person.learner for person in CLASS.named(name)] == ["zoe"]
    assert [person.learner for person in CLASS.named("hoppergracebrewster")] == ["grace"]
    assert CLASS.named("Ada") == ()
    assert CLASS.named("") == ()


def test_a_name_of_two_people_means_both() -> None:
    twins = Roster((Person("jan1", "Jan Novak"), Person("jan2", "Jan Novak")))
    assert len(twins.named("novakjan")) == 2


def test_a_roster_is_kept_in_the_course_for_its_owner_alone(tmp_path: Path) -> None:
    course = CourseFolder(tmp_path)
    with pytest.raises(NoRoster, match="gatewise course roster"):
        load_roster(course)
    path = save_roster(course, CLASS)
    assert load_roster(course) == CLASS
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("who,what\n")
    with pytest.raises(UnreadableCsv, match="has the columns who, what"):
        load_roster(course)
