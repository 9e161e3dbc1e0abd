from __future__ import annotations

import pytest

from autograder.lms.canvas import fill_gradebook
from autograder.lms.cells import UnreadableCsv
from autograder.lms.filled import CannotFill, Filled, Kept, MarkedClass, Marks, Unmatched
from autograder.lms.roster import Person, Roster
from tests.lms.samples import CLASS, GRADEBOOK, marks

ALL = marks(ada=10.0, grace=7.5, zoe=22 / 3)


def filled(
    found: Marks = ALL,
    text: str = GRADEBOOK,
    column: str = "gates",
    roster: Roster = CLASS,
    scale: bool = False,
) -> Filled:
    return fill_gradebook(text.encode(), "x", MarkedClass(found, roster, scale), (column,))


def test_only_the_marks_of_one_column_change() -> None:
    done = filled()
    wanted = (
        GRADEBOOK.replace("ada@uni.example,LSTM,,", "ada@uni.example,LSTM,10,")
        .replace('"LSTM, ""B""",3.0,', '"LSTM, ""B""",7.5,')
        .replace("zoe@uni.example,LSTM,,", "zoe@uni.example,LSTM,7.3333,")
    )
    assert done.data == wanted.encode()
    assert done.complete
    assert done.written == ("ada", "grace", "zoe")


@pytest.mark.parametrize("column", ["gates", "GATES", "4711", "gates (4711)"])
def test_the_column_is_found_by_title_or_number(column: str) -> None:
    assert filled(column=column).data == filled().data


def test_a_semicolon_file_of_another_region_keeps_its_form() -> None:
    text = GRADEBOOK.replace(",", ";").replace("10.0", "10,0")
    for name in ("Lovelace; Ada", "Hopper; Grace", "O'Brien; Zoë", "Student; Test"):
        text = text.replace(name, name.replace(";", ","))
    done = filled(text=text)
    assert b"ada@uni.example;LSTM;10;" in done.data
    assert done.complete


def test_a_grade_that_needs_a_person_stays_as_it_is_and_is_listed() -> None:
    done = filled(marks(ada=None, grace=None))
    assert done.data == GRADEBOOK.encode()
    assert (done.persons, done.written, done.complete) == (("ada", "grace"), (), False)


@pytest.mark.parametrize("word", ["EX", "N/A"])
def test_what_canvas_decided_is_left_alone_and_listed(word: str) -> None:
    text = GRADEBOOK.replace("ada@uni.example,LSTM,,", f"ada@uni.example,LSTM,{word},")
    done = filled(text=text)
    assert f"LSTM,{word},".encode() in done.data
    assert done.kept == (Kept("ada", f"Canvas has “{word}” there"),)


def test_people_without_a_row_and_rows_without_a_person_are_listed() -> None:
    stranger = GRADEBOOK + '"Doe, Jo",999,S9,jo@uni.example,LSTM,,,\r\n'
    done = filled(ALL | marks(emmy=5.0), stranger)
    assert done.without_row == ("emmy",)
    assert done.unmatched == (Unmatched(8, "Doe, Jo"),)


def test_somebody_without_a_submission_is_no_problem() -> None:
    done = filled(marks(ada=10.0))
    assert (done.written, done.complete) == (("ada",), True)


def test_canvas_number_comes_before_the_name() -> None:
    renamed = Roster((Person("ada", "Ada King", "", "501"), *CLASS.people[1:]))
    assert filled(roster=renamed).complete
    by_name = Roster(tuple(Person(person.learner, person.name) for person in CLASS.people))
    assert filled(roster=by_name).data == filled().data


def test_two_people_of_one_name_get_no_mark_by_their_name() -> None:
    twins = Roster((Person("a1", "Ada Lovelace"), Person("a2", "Ada Lovelace")))
    done = filled(marks(a1=1.0, a2=2.0), roster=twins)
    assert done.written == ()
    assert Unmatched(4, "Lovelace, Ada", ("a1", "a2")) in done.unmatched


def test_other_points_in_canvas_stop_it_unless_marks_may_be_converted() -> None:
    text = GRADEBOOK.replace(",10.0,", ",100.0,")
    with pytest.raises(CannotFill, match="has 100 points, and the assignment has 10"):
        filled(text=text)
    assert b"ada@uni.example,LSTM,100," in filled(text=text, scale=True).data


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        (GRADEBOOK, "cell", r"Its assignments are: gates \(4711\); Week 2 \(4712\)"),
        (GRADEBOOK.replace("Week 2 (4712)", "Gates (4712)"), "gates", "several columns"),
        (GRADEBOOK.replace(",10.0,", ",(read only),"), "gates", "does not let the column"),
    ],
)
def test_a_column_that_cannot_be_filled_is_refused(text: str, column: str, said: str) -> None:
    with pytest.raises(CannotFill, match=said):
        filled(text=text, column=column)


def test_a_class_that_was_not_graded_is_refused() -> None:
    with pytest.raises(CannotFill, match="holds no marks"):
        filled({})


def test_another_csv_is_refused() -> None:
    with pytest.raises(UnreadableCsv, match="is not a gradebook of Canvas"):
        filled(text="Name,Mark\nAda,1\n")
