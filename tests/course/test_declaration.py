"""What a course says about itself, and what is said where it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.declaration import Declaration, read_declaration
from autograder.course.discover import CourseError

ROOT = Path(__file__).resolve().parents[2]


def declared(folder: Path, text: str) -> Declaration:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return read_declaration(folder)


def test_this_course_names_what_the_engine_must_not_know() -> None:
    course = read_declaration(ROOT)
    assert "LSTM" in course.title
    assert "LSTM" in course.ending
    assert (course.tools, course.experiment) == ("lstm_lab", "lstm_lab.command")
    assert course.demo is not None
    assert course.demo.units == ["gates", "cell"]
    assert course.questions.functions == ["quizzes/bank/numbers.py"]


def test_a_course_may_say_nothing(tmp_path: Path) -> None:
    assert read_declaration(tmp_path) == declared(tmp_path, "") == Declaration()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('titel = "A"', "course.toml:1: `titel` is no field of course.toml. Did you mean `title`?"),
        ("\ntitle = 3", "course.toml:2: `title` is 3. Expected: Input should be a valid string."),
        ("title = ", "is not TOML: Invalid value (at "),
        ('[demo]\nunits = ["a"]', "course.toml:1: `demo.submissions` is missing."),
        (
            '[demo]\nunits = ["a"]\nsubmission = "s"\nsubmissions = "s"',
            "course.toml:3: `demo.submission` is no field of course.toml. Did you mean"
            " `submissions`?",
        ),
        ('tools = "no tools"', "course.toml:1: `tools` is 'no tools'. Expected:"),
        ('tools = "tools"', "course.toml:1: there is no tools below"),
        (
            '[demo]\nsubmissions = "."\nunits = ["a"]',
            "course.toml:3: there is no exercises/a below",
        ),
        ('[questions]\nfunctions = ["a.py"]', "course.toml:2: there is no a.py below"),
    ],
)
def test_each_slip_has_its_line_and_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CourseError) as caught:
        declared(tmp_path, text)
    assert said in str(caught.value)
