"""Odd submissions get the same answer by `gatewise course grade`, `gatewise grade` and nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.batch import NamedFile, grade_files
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import RIGHT, UNIT, filled, identity
from tests.notebooks.test_nothing_lost import BODY, NUMPY, WRITTEN, put, right, shown, with_cells

INDENTED = "".join(f"    {line}\n" for line in BODY.splitlines())


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


def hand_in_spellings(course: CourseFolder, blank: dict[str, Any]) -> dict[str, Path]:
    """A function whose name has other capitals: in its own cell, beside the stub, in a file."""
    mine = RIGHT["candidate"].replace("candidate", "Candidate")
    stub = "".join(next(c["source"] for c in blank["cells"] if identity(c) == "candidate"))
    cells = filled(blank["cells"], RIGHT | {"candidate": mine})
    beside = [*filled(blank["cells"], RIGHT | {"candidate": stub}), WRITTEN | {"source": mine}]
    text = NUMPY + BODY.replace("candidate", "Candidate")
    return {
        "capitals": put(course, f"capitals/{UNIT}/{UNIT}.ipynb", with_cells(blank, cells)),
        "beside-stub": put(course, f"beside-stub/{UNIT}/{UNIT}.ipynb", with_cells(blank, beside)),
        "py-capitals": put(course, f"py-capitals/{UNIT}/{UNIT}.py", text),
    }


def hand_in_notebooks(course: CourseFolder, blank: dict[str, Any]) -> dict[str, Path]:
    """Notebooks without the cells of the unit, or with functions in text cells."""
    scratch = WRITTEN | {"source": "x = 1"}
    essay = {"cell_type": "markdown", "metadata": {}, "source": NUMPY + BODY}
    return {
        "no-cells": put(course, f"no-cells/{UNIT}/{UNIT}.ipynb", with_cells(blank, [])),
        "own-cells": put(course, f"own-cells/{UNIT}/{UNIT}.ipynb", with_cells(blank, [scratch])),
        "all-text": put(course, f"all-text/{UNIT}/{UNIT}.ipynb", with_cells(blank, [essay])),
        "beside": put(
            course, f"beside/{UNIT}/{UNIT}.ipynb", with_cells(blank, [*blank["cells"], essay])
        ),
        "markdown": put(course, f"markdown/{UNIT}/{UNIT}.ipynb", as_text(blank, "markdown")),
        "raw": put(course, f"raw/{UNIT}/{UNIT}.ipynb", as_text(blank, "raw")),
        "untouched": put(course, f"untouched/{UNIT}/{UNIT}.ipynb", blank),
    }


def hand_in_python(course: CourseFolder) -> dict[str, Path]:
    """Python files with functions in odd places, or without any."""
    return {
        "py-empty": put(course, f"py-empty/{UNIT}/{UNIT}.py", ""),
        "py-class": put(course, f"py-class/{UNIT}/{UNIT}.py", f"{NUMPY}class Mine:\n{INDENTED}"),
        "py-other": put(course, f"py-other/{UNIT}/{UNIT}.py", "import torch\nx = 1\n"),
        "py-torch": put(
            course, f"py-torch/{UNIT}/{UNIT}.py", f"import torch\nclass Mine:\n{INDENTED}"
        ),
        "py-comment": put(course, f"py-comment/{UNIT}/{UNIT}.py", "# to do\n"),
        "py-exec": put(course, f"py-exec/{UNIT}/{UNIT}.py", f"{NUMPY}exec({BODY!r})\n"),
        "py-page": put(course, f"py-page/{UNIT}/mine.py", NUMPY + BODY.replace("def ", "\fdef ")),
        "py-if": put(course, f"py-if/{UNIT}/{UNIT}.py", f"{NUMPY}if True:\n{INDENTED}"),
        "broken": put(course, f"broken/{UNIT}/{UNIT}.py", f"{NUMPY}{BODY}\ndef ("),
    }


@pytest.mark.slow
def test_every_command_gives_the_same_answer(course: CourseFolder, blank: dict[str, Any]) -> None:
    places = hand_in_magics(course, blank) | hand_in_spellings(course, blank)
    places |= hand_in_notebooks(course, blank) | hand_in_python(course)
    expected = dict.fromkeys(places) | {
        "py-exec": 10.0,
        "py-page": 10.0,
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
    assert "but there is Candidate" in by_course["beside-stub"].exercises[3].message
    for learner in ("markdown", "capitals", "py-capitals", "beside-stub"):
        scores = [exercise.score for exercise in by_course[learner].exercises]
        assert scores.count(None) == 1, learner
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
