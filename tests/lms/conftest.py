"""Two courses that are made once a run: one with a class that was graded, one before that."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.read import grade_id
from tests.conftest import BuildOnce
from tests.lms.samples import GRADEBOOK, PARTICIPANTS, WORKSHEET, write_zip
from tests.notebooks.conftest import made
from tests.notebooks.nbgrader_command import nbgrader, nbgrader_process
from tests.notebooks.sample_class import RIGHT, TANH, filled

__all__ = ["NewCourse", "made"]
ALAN = '"Participant 105","Alan Turing",alan@uni.example,Submitted,,10.00,Yes,"-",-,\n'
"""The row of somebody whose notebook is broken."""


def run(folder: Path, line: str, status: int = 0) -> str:
    """Run a command of `gatewise course` in a folder, and return what it prints on one line."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(app, ["course", *line.split()])
    finally:
        os.chdir(here)
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def write_downloads(course: Path, class_of_three: bool) -> None:
    """What an LMS exports of a class, in its own names. Without `class_of_three`, a fourth learner
    has a broken notebook, and two of the three have a mistake.
    """
    released = json.loads((course / "release" / "gates" / "gates.ipynb").read_text())

    def notebook(**functions: str) -> bytes:
        cells = filled(released["cells"], RIGHT | functions)
        return json.dumps(released | {"cells": cells}).encode()

    def python(**functions: str) -> bytes:
        return "\n".join(["import numpy as np\n", *(RIGHT | functions).values()]).encode()

    (course / "participants.csv").write_text(PARTICIPANTS, encoding="utf-8")
    (course / "worksheet.csv").write_bytes(WORKSHEET.encode())
    (course / "grades.csv").write_bytes(GRADEBOOK.encode())
    first = notebook() if class_of_three else notebook(candidate="x = 1")
    third = python() if class_of_three else python(forget_gate=TANH)
    grace = "Grace Brewster Hopper_102_assignsubmission_file_/gates.ipynb"
    files = {
        "Ada Lovelace_101_assignsubmission_file_/gates.ipynb": first,
        grace: notebook(),
        "Zoë O'Brien_103_assignsubmission_file_/gates.py": third,
    }
    if not class_of_three:
        with (course / "participants.csv").open("a", encoding="utf-8") as file:
            file.write("Alan,Turing,alan@uni.example,,Student\n")
        (course / "worksheet.csv").write_bytes((WORKSHEET + ALAN).encode())
        files["Alan Turing_105_assignsubmission_file_/gates.ipynb"] = b'{"cells": ['
    write_zip(course / "moodle.zip", files, {grace: (2026, 11, 27, 9, 0, 0)})
    names = ("lovelaceada_501_91", "hoppergracebrewster_LATE_502_92", "obrienzoë_503_93")
    canvas = {
        f"{name}_{Path(path).name}": data
        for name, (path, data) in zip(names, files.items(), strict=False)
    }
    write_zip(course / "canvas.zip", canvas)


@pytest.fixture(scope="session")
def new_class(build_once: BuildOnce, made: NewCourse) -> Path:
    """A released course of one unit, and in its folder what an LMS exports of a class."""

    def fill(folder: Path) -> None:
        course = shutil.copytree(made.folder.root, folder / "my-course")
        nbgrader_process(course, "generate_assignment", "gates")
        write_downloads(course, class_of_three=True)

    return build_once("new-class", fill) / "my-course"


@pytest.fixture(scope="session")
def round_trip(build_once: BuildOnce, new_class: Path) -> Path:
    """A course whose class was collected from Moodle and graded. Grace was late, and half of
    forget_gate was given to Zoë by hand.
    """

    def fill(folder: Path) -> None:
        course = shutil.copytree(new_class, folder / "course")
        config = course / "nbgrader_config.py"
        late = '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
        config.write_text(config.read_text() + late)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_assignment("gates", duedate="2026-11-26 23:00:00 UTC")
        write_downloads(course, class_of_three=False)
        run(course, "roster participants.csv")
        run(course, "collect moodle.zip --time-zone UTC")
        run(course, "grade .", 1)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            grade = gradebook.find_grade(grade_id("forget_gate"), "gates", "gates", "zoe")
            grade.manual_score = 1.0
            gradebook.db.commit()
        nbgrader(course, "generate_feedback", "gates")

    return build_once("round-trip", fill) / "course"
