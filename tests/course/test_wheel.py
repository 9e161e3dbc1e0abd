"""The wheel in a learner's kit holds every file of the two packages that learners need, and no
other.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from autograder.notebooks.release.wheel import build_wheel

ROOT = Path(__file__).resolve().parents[2]
OF_THE_COURSE = ("quizzes/bank/practice/", "quizzes/bank/graded/", "quizzes/bank/numbers.py")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with zipfile.ZipFile(
        build_wheel(ROOT, tmp_path_factory.mktemp("wheel"), ROOT / "lstm_lab")
    ) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_it_holds_the_engine_and_the_tools_of_the_course_whole(names: set[str]) -> None:
    """Programs and the files that they read, such as PyTorch's numbers and pages' templates."""
    files = {
        path.relative_to(ROOT).as_posix()
        for package in ("autograder", "quizzes", "lstm_lab")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == {name for name in files if not name.startswith(OF_THE_COURSE)}


def test_what_learners_tools_read_is_among_it(names: set[str]) -> None:
    assert {
        "lstm_lab/data/pytorch_lstm.json",
        "autograder/py.typed",
        "quizzes/py.typed",
        "lstm_lab/explorer.py",
        "quizzes/surfaces/static/widget.js",
    } <= names


def test_nothing_of_the_course_is_in_it(names: set[str]) -> None:
    assert not [
        name
        for name in names
        if name.startswith(("reference", "exercises", "tests", *OF_THE_COURSE))
    ]
