"""One course and one small class for all tests of this folder, graded with nbgrader's command and
with ours: each is made once a run, and no test changes it.
"""

from __future__ import annotations

import json
import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.course.discover import default_root
from autograder.notebooks.gradebook.grade_course import Result, grade_course
from autograder.notebooks.release.new_course import NewCourse, new_course
from autograder.sandbox import Sandbox
from autograder.submission.course_folder import CourseFolder
from tests.conftest import BuildOnce
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import RIGHT, UNIT, hand_in_samples


@dataclass(frozen=True)
class Class:
    """A graded course: its folder, and what our own grading said of each learner."""

    folder: Path
    results: dict[str, Result]


@pytest.fixture(scope="session")
def made(build_once: BuildOnce) -> NewCourse:
    """A new course with one unit, and late penalties switched on. Its secret is always the same, so
    that no hidden number is by chance one that learners see.
    """

    def fill(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("secrets.token_bytes", lambda size: bytes(range(1, size + 1)))
            course = new_course(default_root(), folder / "Spring 2026", units=(UNIT,))
        config = course.folder.root / "nbgrader_config.py"
        config.write_text(config.read_text() + '\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
        (folder / "made.pickle").write_bytes(pickle.dumps(course))

    course: NewCourse = pickle.loads((build_once("course", fill) / "made.pickle").read_bytes())
    return course


@pytest.fixture(scope="session")
def generated(made: NewCourse, build_once: BuildOnce) -> Path:
    """The course after `nbgrader generate_assignment`."""

    def fill(folder: Path) -> None:
        root = shutil.copytree(made.folder.root, folder / "course")
        nbgrader(root, "generate_assignment", UNIT)

    return build_once("generated", fill) / "course"


@pytest.fixture
def course(generated: Path, tmp_path: Path) -> CourseFolder:
    """A copy of that course, for one test."""
    return CourseFolder(shutil.copytree(generated, tmp_path / "course"))


@pytest.fixture
def blank(course: CourseFolder) -> dict[str, Any]:
    return dict(json.loads((course.root / "kit" / UNIT / f"{UNIT}.ipynb").read_text()))


@pytest.fixture(scope="session")
def released(generated: Path, build_once: BuildOnce) -> Path:
    """The same with a due date."""

    def fill(folder: Path) -> None:
        root = shutil.copytree(generated, folder / "course")
        with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
            gradebook.update_or_create_assignment(UNIT, duedate="2026-03-01 12:00:00 UTC")

    return build_once("released", fill) / "course"


@pytest.fixture(scope="session")
def handed_in(released: Path, build_once: BuildOnce) -> Path:
    """The released course with a class of submissions, most of them damaged in some way."""

    def fill(folder: Path) -> None:
        root = shutil.copytree(released, folder / "course")
        hand_in_samples(root / "submitted", root / "release" / UNIT / f"{UNIT}.ipynb")

    return build_once("handed-in", fill) / "course"


@pytest.fixture(scope="session")
def by_nbgrader(handed_in: Path, build_once: BuildOnce) -> Path:
    """The class graded by `nbgrader autograde`, with feedback pages."""

    def fill(folder: Path) -> None:
        root = shutil.copytree(handed_in, folder / "course")
        nbgrader(root, "autograde", UNIT)
        nbgrader(root, "generate_feedback", UNIT)

    return build_once("by-nbgrader", fill) / "course"


@pytest.fixture(scope="session")
def by_us(handed_in: Path, build_once: BuildOnce) -> Class:
    """The class graded by `grade_course`, with one learner more who handed in a ``.py`` file."""

    def fill(folder: Path) -> None:
        root = shutil.copytree(handed_in, folder / "course")
        python = root / "submitted" / "python" / UNIT
        python.mkdir(parents=True)
        source = ["import numpy as np\n\nhelper = 1\n", *RIGHT.values(), "print('end')\n"]
        (python / f"{UNIT}.py").write_text("\n".join(source))
        results = {result.submitted.learner: result for result in grade_course(root)}
        (folder / "results.pickle").write_bytes(pickle.dumps(results))

    folder = build_once("by-us", fill)
    results: dict[str, Result] = pickle.loads((folder / "results.pickle").read_bytes())
    return Class(folder / "course", results)


@pytest.fixture
def graded_again(by_us: Class, tmp_path: Path) -> Class:
    """A copy of that class, for one test that grades it again."""
    return Class(shutil.copytree(by_us.folder, tmp_path / "course"), by_us.results)


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a sandbox is opened."""

    def refuse(self: Sandbox) -> Sandbox:
        raise AssertionError("something was run")

    monkeypatch.setattr(Sandbox, "__enter__", refuse)
