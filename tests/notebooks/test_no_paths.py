"""What learners read repeats no folder of the machine that grades: no course's and no home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.batch import GradingOptions
from autograder.cli import app
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.submission.course_folder import CourseFolder
from tests.lms.published import RUNNER
from tests.notebooks.sample_class import RIGHT, UNIT, filled

NOSY = """import os, sys, traceback
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    seen = [os.getcwd(), __name__, sys.path, sys.argv, dict(os.environ), os.path.expanduser("~")]
    seen += [globals().get("__file__"), sys.executable, np.__file__]
    print(*seen, file=sys.stderr)
    try:
        open("nowhere/" + str(seen))
    except OSError:
        traceback.print_exc()
    print(*seen)
    raise RuntimeError(str(seen))
"""
"""A function that says all that it can find out about the place where it runs."""

BROKEN = {
    "cut": (".ipynb", '{"cells": ['),
    "page": (".ipynb", "<!DOCTYPE html><html></html>"),
    "other": (".ipynb", '{"cells": [], "nbformat": 3}'),
    "pdf": (".py", "%PDF-1.7"),
    "strange": (".py", "x = 1"),
    "syntax": (".py", "import numpy as np\ndef sigmoid(z):\n  return (\n"),
    "nosy": (".py", f"import numpy as np\n{RIGHT['sigmoid']}\n{NOSY}"),
}
"""Submissions by learner: the kind of their file, and what is in it."""


@pytest.fixture
def handed_in(course: CourseFolder) -> dict[str, Path]:
    """The course with these submissions, and one in a notebook. Their files by learner."""
    notebook = json.loads((course.root / "kit" / UNIT / f"{UNIT}.ipynb").read_text())
    cells = filled(notebook["cells"], RIGHT | {"forget_gate": NOSY})
    files = BROKEN | {"cells": (".ipynb", json.dumps(notebook | {"cells": cells}))}
    paths = {}
    for learner, (kind, text) in files.items():
        paths[learner] = course.root / "submitted" / learner / UNIT / f"{UNIT}{kind}"
        paths[learner].parent.mkdir(parents=True)
        paths[learner].write_text(text)
    return paths


def told(course: CourseFolder, *files: Path) -> list[tuple[Path, str]]:
    """Which of these files names the course's folder, its parent or a home, and which."""
    names = [str(course.root), str(course.root.parent), str(Path.home())]
    return [(file, name) for file in files for name in names if name in file.read_text()]


def test_no_page_and_no_grade_names_a_folder_of_the_grader(
    course: CourseFolder, handed_in: dict[str, Path]
) -> None:
    grade_course(course.root, options=GradingOptions(feedback=True))

    pages = sorted(course.root.glob("feedback/*/*/*.html"))
    grades = sorted(course.root.glob("grades/*/*.json"))
    assert {page.parts[-3] for page in pages} == handed_in.keys()
    assert {grade.stem for grade in grades} == handed_in.keys()
    assert "RuntimeError" in course.grade_path(UNIT, "nosy").read_text(), "it was run"
    assert told(course, *pages, *grades) == []


@pytest.mark.parametrize("format", ["gradescope", "classroom"])
def test_no_result_for_another_system_names_a_folder_of_the_grader(
    course: CourseFolder, handed_in: dict[str, Path], tmp_path: Path, format: str
) -> None:
    written = []
    for learner, path in handed_in.items():
        out = tmp_path / f"{learner}.json"
        options = ["--course", str(course.root), "--unit", UNIT, "--format", format]
        done = CliRunner().invoke(
            app, ["grade", *options, "--out", str(out), str(path)], env=RUNNER
        )
        assert done.exit_code in (0, 1), done.output
        written += [out] if out.exists() else []

    assert written, "some are graded"
    assert told(course, *written) == []
