"""Long names leave room for marks, and messages leave names in code as they are."""

from __future__ import annotations

import io

from rich.console import Console

from autograder.data.grades import ExerciseGrade, Explanation, Grade
from autograder.judge.messages.explain import _as_sentence
from autograder.report import class_table

SLUGS = ("sigmoid", "forget_gate", "input_gate", "candidate", "output_gate")


def test_long_names_leave_the_marks_in_the_table() -> None:
    names = ["n" * 59 + "1", "n" * 59 + "2"]
    grades = [
        Grade(
            name,
            "gates",
            tuple(ExerciseGrade(slug, "passed", 2.0, 2.0, Explanation()) for slug in SLUGS),
            "A",
        )
        for name in names
    ]
    console = Console(file=io.StringIO(), width=80)
    console.print(class_table(grades, "gates", width=80))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    rows = [line for line in text.splitlines() if "nnn" in line]
    assert [line.count("✓") for line in rows] == [5, 5]
    assert all("10/10" in line and len(line) <= 80 for line in rows)
    assert "n1 " in rows[0]
    assert "n2 " in rows[1]


def test_names_in_code_are_never_capitalised() -> None:
    for title in ("dX is dropped", "tanh is left out", "beta1 is used twice", "dh_prev is zero"):
        assert _as_sentence(title) == title
    assert _as_sentence("the gate uses tanh") == "The gate uses tanh"
