"""`gatewise course alike` on a course with notebooks and `.py` files."""

from __future__ import annotations

import json
import random
from pathlib import Path

from typer.testing import CliRunner

from autograder.cli import app
from autograder.submission.course_folder import CourseFolder
from tests.alike.disguise import disguise
from tests.alike.test_page import SOURCE
from tests.notebooks.sample_class import RIGHT
from tests.notebooks.test_marks_that_count import submit


def alike(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["course", "alike", *arguments], env={"COLUMNS": "200"})
    assert done.exit_code == status, done.output
    return done.output


def test_a_copy_is_listed_and_nothing_else(course: CourseFolder) -> None:
    for number in range(6):
        submit(course, f"l{number}", RIGHT)
    submit(course, "ann", RIGHT | {"sigmoid": SOURCE})
    copied = course.root / "submitted" / "bob" / "gates" / "gates.py"
    copied.parent.mkdir(parents=True)
    copied.write_text(disguise(SOURCE, ["sigmoid"], random.Random(4)))
    broken = course.root / "submitted" / "eve" / "gates" / "gates.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("{")
    said = alike(str(course.root))
    assert "gates: 8 submissions, 1 pair to look at." in said
    assert "ann and bob: 5 unusual lines alike" in said
    page = (course.root / "alike.html").read_text(encoding="utf-8")
    assert "<strong>ann and bob</strong>" in page
    assert "<strong>eve</strong>: gates.ipynb is not a notebook" in page
    assert not list((course.root / "grades").glob("*"))


def test_released_notebooks_are_not_alike(course: CourseFolder) -> None:
    notebook = json.loads((course.root / "source" / "gates" / "gates.ipynb").read_text())
    assert any("check" in "".join(cell["source"]) for cell in notebook["cells"])
    for learner in ("ann", "bob"):
        submit(course, learner, {})
    assert "2 submissions, 0 pairs to look at." in alike(str(course.root), "gates")


def test_what_is_not_there_is_one_sentence(course: CourseFolder, tmp_path: Path) -> None:
    assert "has no unit 'gats'; there are gates." in alike(str(course.root), "gats", status=2)
    assert "nothing of gates lies under" in alike(str(course.root), status=2)
    assert "is not a course of Gatewise" in alike(str(tmp_path), status=2)
