"""What is right, the first that is not, and what follows, as a line and as boxes."""

from __future__ import annotations

import pytest

from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import WrongValue
from autograder.data.grades import ExerciseGrade, Explanation
from autograder.data.location import Location, Picture
from autograder.report.flow import flow_html, flow_text
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text
from tests.judge.made import case

CELL = Picture(("f_t", "i_t"), "c_t", ("h_t",))


def diagnosis(picture: Picture = CELL) -> Diagnosis:
    location = Location("leaves", "work.py", 7, 7, "c", "a case", True, picture=picture)
    return Diagnosis(case(), WrongValue("c_t", (), 1.0, 2.0), location=location)


def test_a_line_for_the_terminal() -> None:
    assert flow_text(diagnosis()) == "✓ f_t  ✓ i_t  ✗ c_t  · h_t"


def test_boxes_say_in_words_what_they_say_in_colours() -> None:
    drawn = flow_html(diagnosis())
    assert (
        'aria-label="f_t: right; i_t: right; c_t: the first that is not right; h_t: follows'
        in drawn
    )
    assert [drawn.index(f"{mark} {name}") for mark, name in (("✓", "f_t"), ("✗", "c_t"))]
    assert drawn.index("#1a7f37") < drawn.index("#b3261e") < drawn.index("#666")


@pytest.mark.parametrize("picture", [Picture(), Picture(("f_t",)), Picture((), "c_t")])
def test_where_nothing_was_found_there_is_no_picture(picture: Picture) -> None:
    assert flow_text(diagnosis(picture)) == flow_html(diagnosis(picture)) == ""
    assert flow_text(None) == flow_html(None) == ""


def test_names_are_escaped_and_cleaned() -> None:
    drawn = flow_html(diagnosis(Picture(("<b>\x1b[2J",), "c" * 99)))
    assert "<b>" not in drawn
    assert "\x1b" not in drawn
    assert "c" * 41 not in drawn


def test_notebook_terminal_and_page_show_it() -> None:
    said = Explanation("It is 0.", headline="Line 7.")
    grade = ExerciseGrade("f", "wrong", 0, 2, said, diagnosis=diagnosis())
    assert "✓ f_t  ✓ i_t  ✗ c_t  · h_t" in exercise_text(grade)
    assert "✗ c_t</span>" in exercise_html(grade)
