"""An exception in an author's file is one sentence with the file and the line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.course.author_errors import explain_error
from autograder.course.discover import CourseError
from autograder.course.process import build_keys

TINY = Path(__file__).resolve().parents[1] / "tiny_course"


def build_with(folder: Path, old: str, new: str) -> str:
    course = folder / "course"
    shutil.copytree(TINY, course, ignore=shutil.ignore_patterns("__pycache__"))
    path = course / "exercises" / "gru" / "update_gate.py"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(CourseError) as caught:
        build_keys(course, b"secret")
    return str(caught.value)


def test_an_exception_while_building_names_file_and_line(tmp_path: Path) -> None:
    assert build_with(tmp_path, "points=2,", "points=twoo,") == (
        "exercises/gru/update_gate.py:49: NameError: name 'twoo' is not defined."
    )


def test_what_is_not_python_names_file_and_line(tmp_path: Path) -> None:
    said = build_with(tmp_path, "points=2,", "points=2 3,")
    assert said.startswith("exercises/gru/update_gate.py:49: this is not Python: ")


def test_a_reason_of_ours_stays_as_it_is(tmp_path: Path) -> None:
    said = build_with(tmp_path, '"b_z": rng', '"b": rng')
    assert said.startswith("update_gate, case 'three examples': the inputs are x_t,")


def test_an_exception_elsewhere_has_no_place() -> None:
    with pytest.raises(ValueError, match="invalid") as caught:
        int("x")
    assert str(explain_error(caught.value, TINY)).startswith("ValueError: invalid literal")
