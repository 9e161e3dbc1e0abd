"""The card that `check` shows stands in pages of either theme."""

from __future__ import annotations

import pytest

from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation
from autograder.report.html import COLOURS, DARK, exercise_html
from autograder.report.text import exercise_text

PAGES = [("#ffffff", COLOURS), ("#f8f8f8", COLOURS), ("#111111", DARK), ("#212121", DARK)]


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("page", "colours"), PAGES)
def test_every_status_stands_out_from_the_page(page: str, colours: dict[str, str]) -> None:
    """At least 4.5:1, as WCAG 2 asks for text, on white, on nbgrader's grey and on JupyterLab's two
    dark greys.
    """
    for status, colour in colours.items():
        light, dark = sorted((luminance(page), luminance(colour)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (status, page)


def test_the_card_knows_both_themes_and_browsers_that_know_one() -> None:
    assert set(COLOURS) == set(DARK)
    card = exercise_html(
        ExerciseGrade(
            "f",
            "wrong",
            0,
            1,
            Explanation("Seen.", "Try."),
            (CriterionGrade("right", "wrong", 0, 1), CriterionGrade("any", "skipped", 0, 1)),
        )
    )
    for status in ("wrong", "skipped"):
        assert f"color:{COLOURS[status]};" in card
        assert f"light-dark({COLOURS[status]},{DARK[status]})" in card


def test_criteria_are_left_out_where_they_tell_no_more_than_the_verdict() -> None:
    both = (CriterionGrade("right", "raised", 0, 1), CriterionGrade("any", "raised", 0, 1))
    assert "<ul" not in exercise_html(ExerciseGrade("f", "raised", 0, 1, Explanation("x"), both))


def test_what_was_printed_is_escaped_and_cut() -> None:
    lines = "\n".join(["<b>1</b>", *map(str, range(30))])
    grade = ExerciseGrade("f", "wrong", 0, 1, Explanation("x"), printed=lines)
    for shown in (exercise_html(grade), exercise_text(grade)):
        assert "Printed in this case:" in shown
        assert "and 19 more lines" in shown
    assert "&lt;b&gt;1" in exercise_html(grade)
    assert "Printed" not in exercise_text(ExerciseGrade("f", "wrong", 0, 1, Explanation("x")))
