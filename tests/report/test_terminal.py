"""What a person sees in the terminal: nothing is cut off, and the step that is shown is the one
being worked on.
"""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status
from autograder.report.terminal import class_table, print_grade

SLUGS = ("sigmoid", "forget_gate", "input_gate", "candidate", "output_gate")


def graded(learner: str, *statuses: Status) -> Grade:
    exercises = tuple(
        ExerciseGrade(
            slug, status, 0.0, 2.0, Explanation(f"What {slug} did.", f"What {slug} needs.")
        )
        for slug, status in zip(SLUGS, statuses, strict=False)
    )
    return Grade(learner, "gates", exercises, "A")


def drawn(width: int, draw: object) -> list[str]:
    shown = io.StringIO()
    Console(file=shown, width=width).print(draw)
    return shown.getvalue().splitlines()


@pytest.mark.parametrize("width", [72, 80, 100, 140])
def test_a_class_fits_its_terminal(width: int) -> None:
    grades = [
        graded(name, "passed", "wrong", "raised", "not_attempted", "passed")
        for name in ("ada", "grace_hopper")
    ]
    lines = drawn(width, class_table(grades, "gates", width=width))
    rows = [line.rstrip() for line in lines if line.startswith(("│", "├", "╰"))]
    assert len(rows) > 4
    assert all(row[0] + row[-1] in ("││", "├┤", "╰╯") for row in rows), "a border is cut off"
    text = "\n".join(lines)
    assert ("1 sigmoid   2 forget_gate" in text) == (width < 110)
    assert "What" in text


def test_the_one_step_shown_is_of_what_was_attempted() -> None:
    console = Console(file=io.StringIO(), width=80)
    print_grade(console, graded("ada", "not_attempted", "passed", "wrong", "wrong"), one_step=True)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert [slug for slug in SLUGS if f"What {slug} needs." in text] == ["input_gate"]
    console = Console(file=io.StringIO(), width=80)
    print_grade(console, graded("ada", "passed", "not_attempted", "not_attempted"), one_step=True)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert [slug for slug in SLUGS if f"What {slug} needs." in text] == ["forget_gate"]


@pytest.mark.parametrize("learner", ["[red]ada", "[link=https://a.b]ada", ":smile: ada"])
def test_a_name_is_shown_as_it_is(learner: str) -> None:
    assert any(
        learner in line for line in drawn(120, class_table([graded(learner, "passed")], "gates"))
    )
