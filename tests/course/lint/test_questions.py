"""What lint says of a course's question bank, and of the file that declares its functions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.commands.lint_questions import question_problems

SOFTMAX = Path(__file__).resolve().parents[2] / "softmax_course"
BANK = "quizzes/bank/practice/softmax.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "words"),
    [
        (BANK, "reference.cross_entropy", "reference.crossentropy", "question", "did you mean"),
        (BANK, "{among: [0.25, 0.5, 0.75]}", "{among: [0.0, 0.0]}", "question", "finite number"),
        (BANK, "misconception: softmax-overflow", "misconception: softmax", "question", "softmax"),
        ("course.toml", "title", "titel", "course", "Did you mean `title`?"),
        ("course.toml", "title =", "title", "course", "is not TOML"),
    ],
)
def test_a_mistake_has_its_file_and_line(
    file: str, old: str, new: str, rule: str, words: str, tmp_path: Path
) -> None:
    course = tmp_path / "course"
    shutil.copytree(SOFTMAX, course, ignore=shutil.ignore_patterns("__pycache__"))
    text = (course / file).read_text(encoding="utf-8")
    assert old in text
    (course / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = question_problems(course)
    assert [(problem.rule, problem.place.file) for problem in found] == [(rule, file)]
    assert words in found[0].message
    assert found[0].place.line > 0


def test_a_good_bank_has_none() -> None:
    assert question_problems(SOFTMAX) == []
