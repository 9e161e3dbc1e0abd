"""Links, pipes and folders in place of files, a stopped run's leftovers, a second run: no class
stops, nothing is overwritten.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.commands.grading_progress import show_results
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.unclaimed import unclaimed
from autograder.notebooks.intake.ungraded import NOT_OURS
from autograder.submission.course_folder import CourseBusy, CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import UNIT

UNFIT = ("r\nnewline", "r" * 220, os.fsdecode(b"s\xff"))
"""Names that no gradebook, file of a grade, or line of text could hold."""


WITH_NOTEBOOK = (
    "f-beside",
    "g-timestamp",
    "h-linkstamp",
    "i-many",
    "m-deep",
    "n-files",
    "o-stamp",
    "p-sum",
    "q-closed",
    *UNFIT,
)
"""Those whose notebook is as it should be; what lies beside it is not."""

ESCAPES = ("\x1b[31mred", "two\nlines.ipynb", os.fsdecode(b"x\xff.ipynb"))


def place(course: CourseFolder, learner: str, unit: str = UNIT) -> Path:
    folder = course.root / "submitted" / learner / unit
    folder.mkdir(parents=True)
    return folder


def sparse(path: Path, size: int) -> None:
    """A file that says it is so large, and takes no room."""
    with path.open("wb") as file:
        file.truncate(size)


def hand_in_no_files(course: CourseFolder, victim: Path) -> None:
    """Folders, links, pipes and a hole where the notebook or the Python file should lie."""
    (place(course, "a-folder") / f"{UNIT}.ipynb").mkdir()
    (place(course, "b-link") / f"{UNIT}.ipynb").symlink_to(victim)
    os.mkfifo(place(course, "c-pipe") / f"{UNIT}.py")
    os.mkfifo(place(course, "d-waiting") / f"{UNIT}.ipynb")
    (place(course, "e-dangling") / f"{UNIT}.ipynb").symlink_to("nowhere")
    (course.root / "submitted" / "j-linked").mkdir()
    (course.root / "submitted" / "j-linked" / UNIT).symlink_to(place(course, "k-good"))
    (course.root / "submitted" / "t-link").symlink_to("k-good")
    sparse(place(course, "u-hole") / f"{UNIT}.py", 1 << 42)


def fill_with_odd_files(folder: Path, victim: Path) -> None:
    """Beside a notebook, one file that can be copied and many that must not be followed or read."""
    sparse(victim.with_name("large"), 300_000_000)
    (folder / "deep").mkdir()
    (folder / "deep" / "m[o]re.dat").symlink_to(victim.with_name("large"))
    (folder / "m.py").symlink_to(victim)
    (folder / "folder").symlink_to(victim.parent)
    os.mkfifo(folder / "pipe")
    sparse(folder / "huge.dat", 300_000_000)
    (folder / "mine.txt").write_text("mine")
    for name in ESCAPES:
        (folder / name).touch()


def hand_in_too_much(course: CourseFolder, victim: Path) -> None:
    """Beside notebooks that lie there already: too many files, too deep, too large, and times that
    are none.
    """
    submitted = course.root / "submitted"
    (submitted / "g-timestamp" / UNIT / "timestamp.txt").write_text("yesterday")
    os.mkfifo(submitted / "h-linkstamp" / UNIT / "timestamp.txt")
    for number in range(101):
        (submitted / "i-many" / UNIT / f"{number}").symlink_to(victim)
    (submitted / "m-deep" / UNIT / "/".join("d" * 30)).mkdir(parents=True)
    for number in range(1001):
        (submitted / "n-files" / UNIT / f"{number}").touch()
    overflow = f".{'9' * 30} h"  # dateutil: InvalidOperation
    (submitted / "o-stamp" / UNIT / "timestamp.txt").write_text(overflow)
    for name in "abc":
        sparse(submitted / "p-sum" / UNIT / name, 60_000_000)
    (submitted / "q-closed" / UNIT / f"{UNIT}.ipynb").chmod(0)


@pytest.fixture
def odd(course: CourseFolder, tmp_path: Path) -> Iterator[CourseFolder]:
    """A class of which most handed in what is no plain file; ``victim`` beside it is what links
    lead to.
    """
    victim = tmp_path / "victim"
    victim.write_text("precious")
    hand_in_no_files(course, victim)
    notebook = course.root / "source" / UNIT / f"{UNIT}.ipynb"
    shutil.copy(notebook, course.root / "submitted" / "k-good" / UNIT)
    for learner in WITH_NOTEBOOK:
        shutil.copy(notebook, place(course, learner))
    fill_with_odd_files(course.root / "submitted" / "f-beside" / UNIT, victim)
    hand_in_too_much(course, victim)
    yield course
    assert victim.read_text() == "precious"
    kept = course.root / "autograded" / "f-beside" / UNIT
    names = {path.name for path in kept.rglob("*")}
    assert names & {"m[o]re.dat", "m.py", "folder", "pipe", "huge.dat", "mine.txt", *ESCAPES} == {
        "mine.txt"
    }


def test_no_odd_file_stops_a_class_or_is_written_through(odd: CourseFolder) -> None:
    shutil.copytree(
        odd.root / "submitted" / "k-good" / UNIT,
        odd.root / "submitted" / "l-capitals" / UNIT.upper(),
    )
    (odd.root / ".gatewise-staged" / "a-folder" / UNIT).mkdir(
        parents=True
    )  # of a run that was killed
    results = {result.submitted.learner: result for result in grade_course(odd.root)}
    assert {learner: result.grade.needs_person for learner, result in results.items()} == {
        "a-folder": True,
        "b-link": True,
        "c-pipe": True,
        "d-waiting": True,
        "e-dangling": True,
        "f-beside": False,
        "g-timestamp": True,
        "h-linkstamp": True,
        "i-many": True,
        "j-linked": True,
        "k-good": False,
        "m-deep": True,
        "n-files": True,
        "o-stamp": True,
        "p-sum": True,
        "q-closed": os.geteuid() != 0,
        "u-hole": True,
    }
    for learner, reason in {
        "g-timestamp": "timestamp.txt",
        "h-linkstamp": "timestamp.txt",
        "i-many": "more than 100 files",
        "j-linked": "is a link",
        "m-deep": "nested",
        "n-files": "more than 1000",
        "o-stamp": "timestamp.txt",
        "p-sum": "100 MB",
    }.items():
        assert reason in results[learner].message
    assert json.loads(odd.grade_path(UNIT, "g-timestamp").read_text())["score"] is None
    submitted = [result.submitted for result in results.values()]
    listed = {str(item.path) for item in unclaimed(odd, submitted, odd.load_keys())}
    odd_names = (f"submitted/f-beside/{UNIT}/{name}" for name in ESCAPES if "ipynb" in name)
    beside = {path for path in listed if path.endswith(f"/{UNIT}")}
    assert listed - beside == {f"submitted/l-capitals/{UNIT.upper()}", *odd_names}
    assert f"submitted/f-beside/{UNIT}" in beside, "links are listed"
    assert {path.name for path, _ in odd.unfit()} == {*UNFIT, "t-link"}


def test_a_learner_whose_folder_cannot_be_graded_is_left_for_a_person(course: CourseFolder) -> None:
    shutil.copy(course.root / "source" / UNIT / f"{UNIT}.ipynb", place(course, "ada"))
    for link, fine in ((None, True), ("ben", False)):
        if link:
            (course.root / "submitted" / link).symlink_to("ada")
        console = Console(file=io.StringIO(), width=100)
        assert show_results(console, course.root, grade_course(course.root)) is fine
        assert ("ben is a link" in console.file.getvalue()) is not fine  # type: ignore[attr-defined]


def test_work_in_a_file_that_was_given_is_listed_though_its_size_is_the_same(
    course: CourseFolder,
) -> None:
    folder = place(course, "ann")
    notebook = shutil.copy(course.root / "source" / UNIT / f"{UNIT}.ipynb", folder)
    given = (course.root / "kit" / UNIT / f"{UNIT}.py").read_text()
    stub = next(line for line in given.splitlines() if "raise NotImplementedError" in line)
    work = "    return 1 / (1 + np.exp(-z))".ljust(len(stub) - 1) + "#"
    python = folder / f"{UNIT}.py"
    python.write_text(given)
    submitted = [SubmittedFolder("ann", UNIT, UNIT, folder, Path(notebook))]
    assert unclaimed(course, submitted, course.load_keys()) == []
    python.write_text(given.replace(stub, work, 1))
    assert python.stat().st_size == len(given.encode())
    (found,) = unclaimed(course, submitted, course.load_keys())
    assert found.path == python.relative_to(course.root)


@pytest.mark.slow
def test_nor_does_it_with_nbgraders_own_command(odd: CourseFolder) -> None:
    nbgrader(odd.root, "generate_assignment", UNIT)
    told = "".join(
        nbgrader(odd.root, "autograde", UNIT) for _ in range(2)
    )  # the second time it compares timestamps first
    assert "\x1b[31mred" not in told
    for learner in (
        "g-timestamp",
        "h-linkstamp",
        "i-many",
        "j-linked",
        "m-deep",
        "n-files",
        "o-stamp",
        "p-sum",
        "r newline",
        "r" * 220,
        "s",
        "t-link",
    ):
        assert f"{learner}/{UNIT} was not graded" in told
        assert not (odd.root / "autograded" / learner).exists()
    with Gradebook(f"sqlite:///{odd.gradebook}") as gradebook:
        rows = {
            row.student.id: row.needs_manual_grade for row in gradebook.assignment_submissions(UNIT)
        }
    assert {learner for learner, person in rows.items() if not person} == {"f-beside", "k-good"} | (
        {"q-closed"} if os.geteuid() == 0 else set()
    )


def test_one_run_at_a_time(course: CourseFolder) -> None:
    with course.locked(), pytest.raises(CourseBusy, match="another run is grading"):
        grade_course(course.root)
    assert grade_course(course.root) == []


def test_an_assignment_of_the_instructors_own_is_left_to_a_person(course: CourseFolder) -> None:
    folder = course.root / "source" / "essay"
    folder.mkdir()
    meta = {
        "schema_version": 3,
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": 3,
        "grade_id": "t",
    }
    cell: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {"nbgrader": meta},
        "source": "assert True",
        "outputs": [],
        "execution_count": None,
        "id": "t",
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text = json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    (folder / "essay.ipynb").write_text(text)
    (place(course, "ada", "essay") / "essay.ipynb").write_text(text)
    (result,) = grade_course(course.root)
    assert (result.grade.score, result.message, result.grade.isolation) == (
        None,
        NOT_OURS,
        "not needed",
    )
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        found = gradebook.find_grade("t", "essay", "essay", "ada")
        assert (found.auto_score, found.needs_manual_grade) == (None, True)
