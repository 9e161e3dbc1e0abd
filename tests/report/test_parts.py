"""A message is read in five seconds: what is wrong in bold, then evidence, reason and next step."""

from __future__ import annotations

import io
import re

from rich.console import Console

from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation
from autograder.report.html import exercise_html
from autograder.report.panel import exercise_panel
from autograder.report.text import exercise_text

SAID = Explanation("Line 5: `z = W @ x` stopped.", "Write `W.T`.", "`W` is (2, 4).", "It must fit.")
GRADE = ExerciseGrade(
    "gate",
    "raised",
    0.0,
    2.0,
    SAID,
    (
        CriterionGrade("right values", "raised", 0.0, 1.0),
        CriterionGrade("any batch size", "skipped", 0.0, 1.0),
    ),
)
PARTS = ["`W` is (2, 4).", "Line 5: `z = W @ x` stopped.", "It must fit.", "Next: Write `W.T`."]


def test_each_part_has_a_line_of_its_own_in_plain_text() -> None:
    lines = [line.strip() for line in exercise_text(GRADE).splitlines()]
    assert lines[1:5] == PARTS
    assert lines[5] == "! right values"


def test_each_part_has_a_line_of_its_own_in_the_terminal_and_the_first_is_bold() -> None:
    shown = io.StringIO()
    Console(file=shown, width=80, force_terminal=True, color_system="standard").print(
        exercise_panel(GRADE)
    )
    lines = shown.getvalue().splitlines()
    plain = [re.sub(r"\x1b\[[\d;]*m", "", line).strip("│ ") for line in lines]
    assert plain[1:5] == PARTS
    assert "\x1b[1m" in lines[1]
    assert "\x1b[1m" not in lines[2]


def test_each_part_is_a_paragraph_on_a_page_and_the_first_is_bold() -> None:
    page = exercise_html(GRADE)
    paragraphs = re.findall(r"<p [^>]*>(.*?)</p>", page)
    assert [re.sub(r"<code[^>]*>(.*?)</code>", r"`\1`", text) for text in paragraphs] == [
        f"<strong>{PARTS[0]}</strong>",
        *PARTS[1:3],
        "<strong>Next:</strong> Write `W.T`.",
    ]
    assert page.index("Write") < page.index("right values")


def test_code_between_backticks_is_escaped() -> None:
    said = Explanation(headline="`<img src=x onerror=alert(1)>` is not `a < b`.")
    page = exercise_html(ExerciseGrade("gate", "wrong", 0.0, 2.0, said))
    assert "<img" not in page
    assert page.count("<code") == 2


def test_parts_that_are_empty_leave_no_line() -> None:
    grade = ExerciseGrade("gate", "wrong", 0.0, 2.0, Explanation("Seen."))
    assert exercise_text(grade).splitlines()[1:] == ["  Seen."]
    assert exercise_html(grade).count("<p ") == 1
