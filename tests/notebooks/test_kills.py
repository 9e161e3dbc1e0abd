"""Grading that is killed at random moments, again and again, ends as if nobody had disturbed it.

``GATEWISE_KILLS=50 pytest -m slow tests/notebooks/test_kills.py`` kills fifty times in place of a
few, and ``GATEWISE_KILLS_SEED=x`` at other moments.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.gradebook.regrade import regrade_course
from autograder.notebooks.nbgrader_app import gradebook_address
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.both_ways import assert_equal
from tests.notebooks.postgres import missing, running_server, use
from tests.notebooks.sample_class import RIGHT, TANH, UNIT
from tests.notebooks.test_marks_that_count import change_points, submit

KILLS = int(os.environ.get("GATEWISE_KILLS", "4"))
SEED = os.environ.get("GATEWISE_KILLS_SEED", "2026")
LEARNERS = 24
"""As many as a team of processes is started for."""


@pytest.fixture
def disturbed(released: Path, tmp_path: Path) -> CourseFolder:
    """A class with right, wrong and late submissions; nothing is graded."""
    course = CourseFolder(shutil.copytree(released, tmp_path / "disturbed"))
    for number in range(LEARNERS):
        sources = RIGHT | ({"forget_gate": TANH} if number % 3 else {})
        when = f"2026-03-0{1 + number % 4} 10:00:00 UTC"
        submit(course, f"learner{number:02}", sources, when)
    return course


@contextmanager
def database(kind: str, *courses: CourseFolder) -> Iterator[None]:
    """Give each course a gradebook of this kind."""
    if kind == "sqlite":
        yield
        return
    with running_server() as server:
        for course in courses:
            use(course.root, server.address(server.new_database()))
        yield


def grading(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Grade in a process of its own."""
    command = [sys.executable, "-c", "from autograder.cli import main; main()", "course", "grade"]
    return subprocess.Popen(
        [*command, str(folder), "--feedback", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_again_and_again(
    calm: CourseFolder, disturbed: CourseFolder, draw: random.Random, kills: int, *options: str
) -> None:
    """Grade one course at peace, and kill the grading of the other at this many moments.

    A moment is drawn from the time that the work takes, so that a quick machine and a busy one are
    hit in the midst of it. A run that was done before its moment is tried again: the machine is
    less busy than it was.
    """
    started = time.monotonic()
    grading(calm.root, *options).wait()
    whole = time.monotonic() - started
    killed = 0
    for _ in range(5 * kills):
        run = grading(disturbed.root, *options, "--force", "--jobs", str(draw.choice((1, 2))))
        started = time.monotonic()
        try:
            run.wait(draw.uniform(0.3, 1) * whole)
            whole = min(whole, time.monotonic() - started)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed += 1
        if killed == kills:
            return
    raise AssertionError(f"{killed} of {kills} runs were killed before they were done")


def by_hand(course: CourseFolder) -> None:
    """A mark and a comment by hand, for two learners."""
    with Gradebook(gradebook_address(course.root)) as book:
        for learner in ("learner01", "learner04"):
            book.find_grade("forget_gate-grade", UNIT, UNIT, learner).manual_score = 1.5
            book.find_comment("forget_gate", UNIT, UNIT, learner).manual_comment = "Seen."
        book.db.commit()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_kills_leave_what_an_undisturbed_run_leaves(
    disturbed: CourseFolder, tmp_path: Path, kind: str
) -> None:
    """Half of the kills hit the first grading, and half a regrade after a change of points."""
    if kind == "postgresql" and missing():
        pytest.skip(missing())
    calm = CourseFolder(shutil.copytree(disturbed.root, tmp_path / "calm"))
    draw = random.Random(f"{SEED} {kind}")
    options = GradingOptions(feedback=True)
    with database(kind, calm, disturbed):
        kill_again_and_again(calm, disturbed, draw, KILLS // 2)
        grade_course(disturbed.root, options=options)
        assert_equal(calm.root, disturbed.root)
        for course in (calm, disturbed):
            by_hand(course)
            change_points(course, "sigmoid", 3)
        kill_again_and_again(calm, disturbed, draw, KILLS - KILLS // 2, "--regrade")
        regrade_course(disturbed.root, options=options)
        assert_equal(calm.root, disturbed.root)
