"""Files that lie beside a submission and would be the instructor's own program, or the course's
keys: none is taken for that.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.process import run_in_course
from autograder.submission.course_folder import CourseFolder, course_around

POSING = "from pathlib import Path\nPath({!r}).write_text('it ran')\n"


@pytest.fixture
def paired_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder holds a ``colorsys.py``, which says that it ran; a course's process would
    import the library's.
    """
    hand_in, root = tmp_path / "hand-in", tmp_path / "root"
    hand_in.mkdir()
    root.mkdir()
    (hand_in / "colorsys.py").write_text(POSING.format(str(tmp_path / "ran")))
    (root / "asking.py").write_text(
        "import sys, colorsys\nsys.stdin.read()\nprint(colorsys.__file__)\n"
    )
    monkeypatch.chdir(hand_in)
    return tmp_path


def test_a_course_is_not_built_with_modules_of_the_current_folder(paired_with: Path) -> None:
    heard: list[str] = []
    run_in_course(paired_with / "root", "asking", {}, heard.append)
    assert len(heard) == 1
    assert not heard[0].startswith(str(paired_with))
    assert not (paired_with / "ran").exists()


def test_such_a_module_does_its_harm_where_nothing_stops_it(paired_with: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "asking"],
        input="",
        text=True,
        check=True,
        capture_output=True,
        env=dict(os.environ) | {"PYTHONPATH": str(paired_with / "root")},
    )
    assert (paired_with / "ran").exists()


def test_keys_inside_a_submission_are_nobodys_course(tmp_path: Path) -> None:
    course, hand_in = tmp_path / "course", tmp_path / "course" / "submitted" / "eve" / "gates"
    for place in (course, hand_in, hand_in / "submitted"):
        (place / "secrets").mkdir(parents=True)
        (place / "secrets" / "seed").write_text("00")
    assert course_around(hand_in / "gates.py") == CourseFolder(course)
    assert course_around(hand_in / "submitted" / "eve" / "gates" / "gates.py") == CourseFolder(
        course
    )
    assert course_around(course / "gates.py") is None
    (course / "secrets" / "seed").unlink()
    assert course_around(hand_in / "gates.py") is None
