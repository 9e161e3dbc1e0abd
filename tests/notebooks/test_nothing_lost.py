"""Whatever lies under ``submitted/`` gets marks, goes to a person or is listed: by any command."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.batch import NamedFile, grade_files
from autograder.commands.grading_progress import show_results
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import RIGHT, UNIT, filled, identity

BODY = "\n".join(RIGHT.values())
INDENTED = "".join(f"    {line}\n" for line in BODY.splitlines())
NUMPY = "import numpy as np\n"
WRITTEN: dict[str, Any] = {
    "cell_type": "code",
    "metadata": {},
    "outputs": [],
    "execution_count": None,
}


@pytest.fixture
def blank(course: CourseFolder) -> dict[str, Any]:
    return dict(json.loads((course.root / "kit" / UNIT / f"{UNIT}.ipynb").read_text()))


def put(course: CourseFolder, path: str, content: str | dict[str, Any]) -> Path:
    target = course.root / "submitted" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content if isinstance(content, str) else json.dumps(content))
    return target


def with_cells(notebook: dict[str, Any], cells: list[dict[str, Any]]) -> dict[str, Any]:
    return notebook | {"cells": cells}


def right(notebook: dict[str, Any]) -> dict[str, Any]:
    return with_cells(notebook, filled(notebook["cells"], RIGHT))


def as_text(notebook: dict[str, Any], kind: str) -> dict[str, Any]:
    """The solved notebook, in which the cell of the candidate is no code."""
    return with_cells(
        notebook,
        [
            {**cell, "cell_type": kind} if identity(cell) == "candidate" else cell
            for cell in right(notebook)["cells"]
        ],
    )


def behind(notebook: dict[str, Any], magic: str) -> dict[str, Any]:
    """The solved notebook, in which a cell magic stands above the candidate."""
    return with_cells(
        notebook,
        [
            {**cell, "source": f"{magic}\n" + "".join(cell["source"])}
            if identity(cell) == "candidate"
            else cell
            for cell in right(notebook)["cells"]
        ],
    )


def shown(course: CourseFolder) -> tuple[dict[str, Any], str, bool]:
    """Grade the course: each learner's grade, what is printed, and whether nothing is left."""
    results = grade_course(course.root)
    console = Console(file=io.StringIO(), width=200)
    done = show_results(console, course.root, results)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    return {result.submitted.learner: result.grade for result in results}, printed, done


def hand_in_magics(course: CourseFolder, blank: dict[str, Any]) -> dict[str, Path]:
    """Work below magics whose cells are not run, and below one whose cell is."""
    return {
        "magic": put(course, f"magic/{UNIT}/{UNIT}.ipynb", behind(blank, "%%script false")),
        "beside-magic": put(
            course,
            f"beside-magic/{UNIT}/{UNIT}.ipynb",
            with_cells(blank, [*blank["cells"], WRITTEN | {"source": f"%%writefile m.py\n{BODY}"}]),
        ),
        "timed": put(course, f"timed/{UNIT}/{UNIT}.ipynb", behind(blank, "%%time")),
    }


@pytest.mark.slow
def test_every_command_gives_the_same_answer(course: CourseFolder, blank: dict[str, Any]) -> None:
    scratch = WRITTEN | {"source": "x = 1"}
    essay = {"cell_type": "markdown", "metadata": {}, "source": NUMPY + BODY}
    places = hand_in_magics(course, blank) | {
        "no-cells": put(course, f"no-cells/{UNIT}/{UNIT}.ipynb", with_cells(blank, [])),
        "own-cells": put(course, f"own-cells/{UNIT}/{UNIT}.ipynb", with_cells(blank, [scratch])),
        "all-text": put(course, f"all-text/{UNIT}/{UNIT}.ipynb", with_cells(blank, [essay])),
        "beside": put(
            course, f"beside/{UNIT}/{UNIT}.ipynb", with_cells(blank, [*blank["cells"], essay])
        ),
        "markdown": put(course, f"markdown/{UNIT}/{UNIT}.ipynb", as_text(blank, "markdown")),
        "raw": put(course, f"raw/{UNIT}/{UNIT}.ipynb", as_text(blank, "raw")),
        "py-empty": put(course, f"py-empty/{UNIT}/{UNIT}.py", ""),
        "py-class": put(course, f"py-class/{UNIT}/{UNIT}.py", f"{NUMPY}class Mine:\n{INDENTED}"),
        "py-other": put(course, f"py-other/{UNIT}/{UNIT}.py", "import torch\nx = 1\n"),
        "py-torch": put(
            course, f"py-torch/{UNIT}/{UNIT}.py", f"import torch\nclass Mine:\n{INDENTED}"
        ),
        "py-if": put(course, f"py-if/{UNIT}/{UNIT}.py", f"{NUMPY}if True:\n{INDENTED}"),
        "untouched": put(course, f"untouched/{UNIT}/{UNIT}.ipynb", blank),
        "broken": put(course, f"broken/{UNIT}/{UNIT}.py", f"{NUMPY}{BODY}\ndef ("),
    }
    expected = dict.fromkeys(places) | {
        "py-if": 10.0,
        "timed": 10.0,
        "untouched": 0.0,
        "broken": 0.0,
    }
    by_course, _, done = shown(course)
    assert {learner: grade.score for learner, grade in by_course.items()} == expected
    assert not done
    assert "text cell" in by_course["markdown"].exercises[3].message
    assert "begins with %%script (its own cell" in by_course["magic"].exercises[3].message
    assert [exercise.score for exercise in by_course["markdown"].exercises].count(None) == 1
    files = [NamedFile(learner, path) for learner, path in places.items()]
    by_file = {graded.name: graded for graded in grade_files(files, course.load_keys())}
    for learner, graded in by_file.items():
        score = graded.grades[0].score if graded.grades else None
        assert score == expected[learner], learner
    told = nbgrader(course.root, "autograde", UNIT, "--force")
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        people = {
            row.student.id: row.needs_manual_grade for row in gradebook.assignment_submissions(UNIT)
        }
    for learner in (name for name in places if not name.startswith("py-")):
        assert people[learner] is (expected.get(learner) is None), learner
    for learner in ("py-if", "py-class"):
        (line,) = (line for line in told.splitlines() if f"/{learner}/" in line and "ERROR" in line)
        assert "gatewise course grade" in line


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
