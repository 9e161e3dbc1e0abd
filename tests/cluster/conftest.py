"""A small class for all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.conftest import generated, made, released
from tests.notebooks.sample_class import RIGHT, TANH
from tests.notebooks.test_marks_that_count import submit

__all__ = ["NewCourse", "generated", "made", "released"]


@pytest.fixture
def submitted(released: Path, tmp_path: Path) -> CourseFolder:
    """A class with right, wrong, broken and late submissions."""
    course = CourseFolder(shutil.copytree(released, tmp_path / "course"))
    loop = RIGHT["candidate"].replace(
        "    return", "    while x_t is None or True: pass\n    return"
    )
    for name, sources in {
        "ann": RIGHT,
        "ben": RIGHT | {"forget_gate": TANH},
        "cyd": {},
        "dee": RIGHT | {"sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(z + 0.5))\n"},
        "eve": RIGHT | {"output_gate": "def output_gate(*a):\n    raise ValueError('no')\n"},
        "fay": RIGHT | {"candidate": loop},
    }.items():
        submit(course, name, sources, "2026-03-02 12:00:00 UTC")
    broken = course.root / "submitted" / "gus" / "gates"
    broken.mkdir(parents=True)
    (broken / "gates.ipynb").write_text("{")
    return course
