"""`nbgrader autograde` and `gatewise course grade` leave the same rows and files, whatever was
handed in.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.release.new_course import NewCourse
from tests.notebooks.conftest import Class
from tests.notebooks.sample_class import UNIT


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the gradebook knows of each learner's submission."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(UNIT):
            for notebook in submission.notebooks:
                marked = [
                    (
                        "grade",
                        row.name,
                        row.auto_score,
                        row.manual_score,
                        row.extra_credit,
                        row.needs_manual_grade,
                    )
                    for row in notebook.grades
                ]
                told = [
                    ("comment", row.name, row.auto_comment, row.manual_comment)
                    for row in notebook.comments
                ]
                late = (
                    "notebook",
                    notebook.name,
                    notebook.late_submission_penalty,
                    str(submission.timestamp),
                )
                found[submission.student.id] = sorted([late, *marked, *told], key=repr)
    return found


def marks(folder: Path, learner: str) -> dict[str, Any]:
    return {
        row[1].removesuffix("-grade"): row[2] for row in rows(folder)[learner] if row[0] == "grade"
    }


def test_rows_are_equal(by_nbgrader: Path, by_us: Class) -> None:
    theirs, ours = rows(by_nbgrader), rows(by_us.folder)
    assert set(ours) - set(theirs) == {"python"}
    for learner, expected in theirs.items():
        assert ours[learner] == expected, learner


def test_files_are_equal(by_nbgrader: Path, by_us: Class) -> None:
    for step in ("autograded", "grades"):
        theirs = {
            path.relative_to(by_nbgrader): path.read_text()
            for path in (by_nbgrader / step).rglob("*.[ij]*")
        }
        kind = ".ipynb" if step == "autograded" else ".json"
        assert len([place for place in theirs if place.suffix == kind]) >= 17
        for place, text in theirs.items():
            assert (by_us.folder / place).read_text() == text, place


def test_autograded_notebooks_are_valid(by_us: Class) -> None:
    notebooks = list((by_us.folder / "autograded").rglob("*.ipynb"))
    assert len(notebooks) == len(by_us.results) == 18
    for path in notebooks:
        nbformat.validate(json.loads(path.read_text()))


@pytest.mark.parametrize(
    ("learner", "expected"),
    [
        ("right", 10),
        ("wrong", 8),
        ("untouched", 0),
        ("late", 10),
        ("early", 10),
        ("repeated", 10),
        ("shortened", 10),
        ("retagged", 10),
        ("claiming", 0),
        ("idless", 10),
        ("scripted", 8),
        ("schema9", 10),
        ("oddcells", 10),
        ("both", 10),
        ("python", 10),
        ("zz_last", 10),
    ],
)
def test_damage_costs_no_marks_and_earns_none(by_us: Class, learner: str, expected: float) -> None:
    assert sum(marks(by_us.folder, learner).values()) == expected
    assert by_us.results[learner].outcome == "graded"


@pytest.mark.parametrize("learner", ["broken", "oldformat"])
def test_unreadable_ends_with_no_score_and_a_person_who_is_told(by_us: Class, learner: str) -> None:
    found = rows(by_us.folder)[learner]
    grades = [row for row in found if row[0] == "grade"]
    assert grades
    assert all(row[2] is None and row[5] is True for row in grades)
    comments = [row[2] for row in found if row[0] == "comment"]
    assert comments
    assert all("a person will look at it" in comment for comment in comments)
    assert by_us.results[learner].outcome == "unreadable"
    assert "Open it in JupyterLab" in by_us.results[learner].message
    shown = (by_us.folder / "autograded" / learner / UNIT / f"{UNIT}.ipynb").read_text()
    assert "This submission could not be read" in shown
    assert str(by_us.folder) not in shown


def test_late_penalty_is_nbgraders_own(by_us: Class) -> None:
    assert by_us.results["late"].penalty == 10.0
    assert by_us.results["early"].penalty == 0.0


def test_python_file_is_shown_in_the_notebooks_cells(by_us: Class) -> None:
    cells = json.loads(
        (by_us.folder / "autograded" / "python" / UNIT / f"{UNIT}.ipynb").read_text()
    )["cells"]
    solution = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"] for cell in cells
    }
    assert solution["candidate"].startswith("def candidate(")
    assert [
        cell["source"] for cell in cells if "helper" in cell["source"] or "print(" in cell["source"]
    ] == ["import numpy as np\n\nhelper = 1", "print('end')"]
    assert not (by_us.folder / ".gatewise-staged").exists()
    assert sorted(
        path.name for path in (by_us.folder / "submitted" / "python" / UNIT).iterdir()
    ) == [f"{UNIT}.py"]


def test_second_run_changes_nothing_and_a_new_submission_alone_is_graded(
    graded_again: Class,
) -> None:
    before = rows(graded_again.folder)
    assert {result.outcome for result in grade_course(graded_again.folder)} == {"unchanged"}
    path = graded_again.folder / "submitted" / "zz_last" / UNIT / f"{UNIT}.ipynb"
    kept = path.read_text()
    path.write_text(kept + "\n")
    again = {
        result.submitted.learner: result.outcome for result in grade_course(graded_again.folder)
    }
    assert [learner for learner, outcome in again.items() if outcome == "graded"] == ["zz_last"]
    path.write_text(kept)
    assert rows(graded_again.folder) == before


def test_unchanged_results_carry_the_grade_that_was_kept(graded_again: Class) -> None:
    again = {result.submitted.learner: result for result in grade_course(graded_again.folder)}
    for learner, result in graded_again.results.items():
        kept = again[learner].grade
        assert kept.score == result.grade.score
        assert kept.needs_person is (result.outcome == "unreadable")
        assert [(item.slug, item.status, item.score) for item in kept.exercises] == [
            (item.slug, item.status, item.score) for item in result.grade.exercises
        ]


def test_what_people_wrote_outlives_regrading(graded_again: Class) -> None:
    with Gradebook(f"sqlite:///{graded_again.folder / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("candidate-grade", UNIT, UNIT, "wrong").manual_score = 0.5
        gradebook.find_grade("forget_gate-grade", UNIT, UNIT, "wrong").extra_credit = 1.0
        gradebook.find_comment("candidate", UNIT, UNIT, "wrong").manual_comment = "seen by a person"
        gradebook.db.commit()
    grade_course(graded_again.folder, options=GradingOptions(force=True))
    found = rows(graded_again.folder)["wrong"]
    assert ("grade", "candidate-grade", 2.0, 0.5, None, True) in found
    assert any(row[:2] == ("grade", "forget_gate-grade") and row[4] == 1.0 for row in found)
    assert any(
        row[:2] == ("comment", "candidate") and row[3] == "seen by a person" for row in found
    )


def test_grading_leaves_the_environment_as_it_was(graded_again: Class) -> None:
    before = dict(os.environ)
    grade_course(graded_again.folder)
    assert dict(os.environ) == before


def test_a_new_course_needs_no_command_of_nbgrader_first(made: NewCourse, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    shutil.copytree(made.folder.root, folder)
    shutil.copytree(folder / "source" / UNIT, folder / "submitted" / "ada" / UNIT)
    (result,) = grade_course(folder)
    assert (result.outcome, result.grade and result.grade.score) == ("graded", 0.0)
    assert (folder / "release" / UNIT / f"{UNIT}.ipynb").is_file()
