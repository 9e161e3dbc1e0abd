"""What is right, the first that is not, and what follows, as a line and as a diagram."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from xml.etree import ElementTree

import pytest

from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import WrongValue
from autograder.data.grades import ExerciseGrade, Explanation
from autograder.data.location import Location, Picture
from autograder.report.diagram import Diagram
from autograder.report.flow import flow_html, flow_text
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text
from tests.judge.made import case

LINKS = (
    *(("x_t", "f_t"), ("x_t", "i_t"), ("f_t", "c_t"), ("i_t", "c_t")),
    *(("c_{t-1}", "c_t"), ("c_t", "h_t"), ("i_t", "h_t")),
)
CELL = Picture(("f_t", "i_t"), "c_t", ("h_t",), ("x_t", "c_{t-1}"), LINKS)
LOOP = Picture(("f_t",), "c_t", (), (), (("f_t", "c_t"),), 4)


def diagnosis(picture: Picture = CELL, step: int | None = None) -> Diagnosis:
    location = Location("leaves", "work.py", 7, 7, "c", "a case", True, picture=picture, step=step)
    return Diagnosis(case(), WrongValue("c_t", (), 1.0, 2.0), location=location)


def test_a_line_for_the_terminal() -> None:
    assert flow_text(diagnosis()) == "✓ f_t  ✓ i_t → ✗ c_t → · h_t"


def test_a_picture_says_in_words_and_marks_what_it_says_in_colours() -> None:
    drawn = flow_html(diagnosis())
    svg = ElementTree.fromstring(drawn[drawn.index("<svg") : drawn.index("</svg>") + 6])
    title = svg.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == (
        "x_t: given; c_{t-1}: given; f_t: right; i_t: right; c_t: the first that is not right;"
        " h_t: follows from it"
    )
    boxes = {
        "".join(box.itertext()): box.attrib["style"]
        for box in svg.iter("{http://www.w3.org/2000/svg}g")
    }
    assert list(boxes) == ["xt", "ct−1", "✓ ft", "✓ it", "✗ ct", "· ht"]
    assert "#1a7f37" in boxes["✓ ft"]
    assert "#b3261e" in boxes["✗ ct"]
    assert "#666" in boxes["· ht"]


def test_lines_are_drawn_without_those_that_a_longer_way_stands_for() -> None:
    assert Diagram(["x_t", "f_t", "i_t", "c_{t-1}", "c_t", "h_t"], LINKS).links == list(LINKS[:-1])


def test_no_two_boxes_lie_on_each_other() -> None:
    drawn = flow_html(diagnosis())
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="(\d+)"', drawn)
    boxes = [tuple(map(float, box)) for box in found]
    assert len(boxes) == 6
    for place, (x, y, wide, high) in enumerate(boxes):
        for other, down, far, low in boxes[:place]:
            assert x + wide <= other or other + far <= x or y + high <= down or down + low <= y


def test_circles_of_links_do_no_harm() -> None:
    links = [("a", "b"), ("b", "a"), ("c", "c")]
    assert sorted(chain(*Diagram(["a", "b", "c"], links).columns)) == ["a", "b", "c"]


def test_a_sequence_shows_its_steps() -> None:
    found = diagnosis(LOOP, step=3)
    assert flow_text(found) == "steps ✓1 ✓2 ✗3 ·4; in step 3: ✓ f_t → ✗ c_t"
    assert 'aria-label="Step 3 of 4 is the first that is not right."' in flow_html(found)
    assert "✗ t=3" in flow_html(found)


def test_a_backward_pass_has_its_last_steps_right_first() -> None:
    found = diagnosis(replace(LOOP, backwards=True), step=3)
    assert flow_text(found) == "steps ·1 ·2 ✗3 ✓4; in step 3: ✓ f_t → ✗ c_t"
    assert "t=2</span> ← " in flow_html(found)


@pytest.mark.parametrize("step", [None, 5])
def test_a_step_that_is_not_there_is_not_drawn(step: int | None) -> None:
    assert flow_text(diagnosis(LOOP, step)) == "✓ f_t → ✗ c_t"


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
    assert "✓ f_t  ✓ i_t → ✗ c_t → · h_t" in exercise_text(grade)
    assert "<title>x_t: given" in exercise_html(grade)
