"""Whatever lies under ``submitted/`` gets marks, goes to a person or is listed: by any command."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.grading_progress import show_results
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import RIGHT, UNIT, filled
from tests.notebooks.test_marks_that_count import set_due

BODY = "\n".join(RIGHT.values())
NUMPY = "import numpy as np\n"
WRITTEN: dict[str, Any] = {
    "cell_type": "code",
    "metadata": {},
    "outputs": [],
    "execution_count": None,
}


def put(course: CourseFolder, path: str, content: str | dict[str, Any]) -> Path:
    target = course.root / "submitted" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content if isinstance(content, str) else json.dumps(content))
    return target


def with_cells(notebook: dict[str, Any], cells: list[dict[str, Any]]) -> dict[str, Any]:
    return notebook | {"cells": cells}


def right(notebook: dict[str, Any]) -> dict[str, Any]:
    return with_cells(notebook, filled(notebook["cells"], RIGHT))


def shown(course: CourseFolder) -> tuple[dict[str, Any], str, bool]:
    """Grade the course: each learner's grade, what is printed, and whether nothing is left."""
    results = grade_course(course.root)
    console = Console(file=io.StringIO(), width=200)
    done = show_results(console, course.root, results)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    return {result.submitted.learner: result.grade for result in results}, printed, done


STRAYS = (
    "gates.ipynb",
    "work.zip",
    "ann/gates.ipynb",
    "ann/gates.zip",
    "ann/notes.docx",
    "ann/gate/gates.ipynb",
    "ann/Gates/gates.ipynb",
    f"ann/{UNIT}/old.zip",
    f"ann/{UNIT}/deep/gates.ipynb",
    f"ann/{UNIT}/{UNIT}-Copy1.ipynb",
    f"ann/{UNIT}/other.ipynb",
    f"ann/{UNIT}/{UNIT}.ipynb.txt",
    f"ann/{UNIT}/deep/{UNIT}.py",
    f"ann/{UNIT}/{UNIT}.docx",
    f"ann/{UNIT}/{UNIT}.py.txt",
    f".ann/{UNIT}/{UNIT}.ipynb",
    ".gates.ipynb",
    f"ann/.{UNIT}/{UNIT}.ipynb",
    f"ann/{UNIT}/.{UNIT}.ipynb",
    f"ann/{UNIT}/.mine/{UNIT}.py",
)


def listed_as(stray: str) -> str:
    """The path below ``submitted/`` under which a stray file or its folder is listed."""
    if stray.startswith(f"ann/{UNIT}/"):
        return stray
    return "/".join(stray.split("/")[: 1 if stray.startswith(".") else 2])


@pytest.mark.parametrize("graded", [True, False])
def test_what_no_assignment_claims_is_listed(
    course: CourseFolder, blank: dict[str, Any], graded: bool
) -> None:
    # Without a notebook, what lies in the folder of the unit is the submission itself.
    strays = [stray for stray in STRAYS if graded or not stray.startswith(f"ann/{UNIT}/")]
    if graded:
        put(course, f"ann/{UNIT}/{UNIT}.ipynb", right(blank))
    other = with_cells(blank, filled(blank["cells"], {"sigmoid": RIGHT["sigmoid"]}))
    for stray in strays:
        put(course, stray, NUMPY + BODY if ".py" in stray else other)
    grades, printed, done = shown(course)
    assert [stray for stray in strays if f"submitted/{listed_as(stray)}" not in printed] == []
    assert "was not graded" in printed
    assert not done
    assert {grade.score for grade in grades.values()} == ({10.0} if graded else set())


def test_json_does_not_pass_over_what_was_not_graded(
    course: CourseFolder, blank: dict[str, Any]
) -> None:
    put(course, f"ann/{UNIT}/{UNIT}.ipynb", right(blank))
    set_due(course, "2026-03-01 12:00:00 UTC")
    arguments = ["course", "grade", str(course.root), "--format", "json"]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, json.loads(done.stdout)["score"]) == (0, 10.0)
    assert "time of ann, gates: has no time stamp" in " ".join(done.stderr.split())
    put(course, f"ann/{UNIT}.ipynb", right(blank))
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, json.loads(done.stdout)["score"]) == (1, 10.0)
    assert f"submitted/ann/{UNIT}.ipynb" in done.stderr


@pytest.mark.parametrize("name", ["answers.pdf", "photo.jpg", "link.ipynb"])
def test_what_lies_beside_an_untouched_notebook_is_listed(
    course: CourseFolder, blank: dict[str, Any], name: str
) -> None:
    put(course, f"ann/{UNIT}/{UNIT}.ipynb", blank)
    if name.startswith("link"):
        (course.root / "submitted" / "ann" / UNIT / name).symlink_to("/etc/hostname")
    else:
        put(course, f"ann/{UNIT}/{name}", "%PDF-1.7")
    _, printed, done = shown(course)
    assert f"submitted/ann/{UNIT} holds" in printed
    assert name in printed
    assert not done


def test_what_is_lost_by_nobody_is_not_listed(course: CourseFolder, blank: dict[str, Any]) -> None:
    put(course, f"ann/{UNIT}/{UNIT}.ipynb", right(blank))
    for path in (
        f"ann/{UNIT}/.ipynb_checkpoints/{UNIT}-checkpoint.ipynb",
        f"ann/{UNIT}/__MACOSX/._{UNIT}.ipynb",
        "ann/.DS_Store",
        ".gitkeep",
        "._ann",
        f"ann/{UNIT}/._{UNIT}.ipynb",
        f"ann/{UNIT}/.git/{UNIT}.ipynb",
    ):
        put(course, path, right(blank))
    put(course, f"ann/{UNIT}/{UNIT}-Copy1.ipynb", right(blank))
    put(course, f"ann/{UNIT}/{UNIT}-Copy2.ipynb", blank)
    put(course, f"ann/{UNIT}/helpers.py", "x = 1")
    for given in (course.root / "kit" / UNIT).iterdir():
        target = course.root / "submitted" / "ann" / UNIT / given.name
        if given.is_file() and not target.exists():
            shutil.copy(given, target)
    grades, printed, done = shown(course)
    assert grades["ann"].score == 10.0
    assert "was not graded" not in printed
    assert done


def test_more_than_can_be_read_is_listed_unread(
    course: CourseFolder, blank: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(course, f"ann/{UNIT}/{UNIT}.ipynb", right(blank))
    put(course, f"ann/{UNIT}/{UNIT}-Copy2.ipynb", blank)
    put(course, f"ann/{UNIT}/data.csv", "1,2\n" * 1000)
    _, printed, done = shown(course)
    assert ("was not graded" in printed, done) == (False, True)
    monkeypatch.setattr("autograder.notebooks.intake.unclaimed.MOST_READ", 1000)
    _, printed, done = shown(course)
    assert f"submitted/ann/{UNIT}/{UNIT}-Copy2.ipynb was not graded" in printed
    assert "data.csv" not in printed
    assert not done


def test_a_notebook_under_another_name_is_taken(
    course: CourseFolder, blank: dict[str, Any]
) -> None:
    for learner, name in (
        ("ann", "final version (1).ipynb"),
        ("ben", f"{UNIT.title()}.IPYNB"),
        ("cem", f"{UNIT}-Copy1.ipynb"),
    ):
        put(course, f"{learner}/{UNIT}/{name}", right(blank))
    put(course, f"cem/{UNIT}/old.ipynb", blank)
    grades, _, done = shown(course)
    assert done
    assert {grade.score for grade in grades.values()} == {10.0}
    assert all("holds the cells of this unit" in grade.notes[0] for grade in grades.values())
    shown_cells = (course.root / "autograded" / "ann" / UNIT / f"{UNIT}.ipynb").read_text()
    assert "np.tanh(x_t" in shown_cells
    told = nbgrader(course.root, "autograde", UNIT, "--force")
    assert sum("gatewise course grade" in line for line in told.splitlines()) == 3


def test_several_notebooks_with_work_are_a_question(
    course: CourseFolder, blank: dict[str, Any]
) -> None:
    put(course, f"ann/{UNIT}/one.ipynb", right(blank))
    other = with_cells(blank, filled(blank["cells"], {"sigmoid": RIGHT["sigmoid"]}))
    put(course, f"ann/{UNIT}/two.ipynb", other)
    put(course, f"ben/{UNIT}/{UNIT}.ipynb", blank)
    put(course, f"ben/{UNIT}/one.ipynb", right(blank))
    put(course, f"ben/{UNIT}/two.ipynb", other)
    grades, _, done = shown(course)
    assert {grade.score for grade in grades.values()} == {None}
    assert all("one.ipynb, two.ipynb" in grade.notes[0] for grade in grades.values())
    assert not done


def test_the_work_in_a_copy_beside_the_untouched_notebook_counts(
    course: CourseFolder, blank: dict[str, Any]
) -> None:
    put(course, f"ann/{UNIT}/{UNIT}.ipynb", blank)
    put(course, f"ann/{UNIT}/{UNIT}-Copy1.ipynb", right(blank))
    for _ in range(2):  # also when nothing has changed
        grades, printed, done = shown(course)
        assert grades["ann"].score == 10.0
        assert "is still as it was released" in grades["ann"].notes[0]
        assert f"submitted/ann/{UNIT}/{UNIT}-Copy1.ipynb" in printed
        assert not done


def test_work_in_other_cells_counts_more_than_an_untouched_python_file(
    course: CourseFolder, blank: dict[str, Any]
) -> None:
    mine = WRITTEN | {"source": NUMPY + BODY}
    put(course, f"ann/{UNIT}/{UNIT}.ipynb", with_cells(blank, [*blank["cells"], mine]))
    shutil.copy(course.root / "kit" / UNIT / f"{UNIT}.py", course.root / "submitted/ann" / UNIT)
    grades, _, done = shown(course)
    assert grades["ann"].score == 10.0
    assert done
