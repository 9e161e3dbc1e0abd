"""The direct way leaves the gradebook, the files and the pages that nbgrader's converters leave."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from nbgrader.api import Gradebook

from autograder.commands.demo import nbgrader, submit_class
from autograder.course.discover import default_root
from autograder.notebooks.gradebook import marking
from autograder.notebooks.gradebook.direct import feedback_pages
from autograder.notebooks.gradebook.direct.member import Member, Task
from autograder.notebooks.gradebook.direct.page_writer import PageWriter
from autograder.notebooks.gradebook.direct.pages import PageMaker
from autograder.notebooks.gradebook.direct.team import Team
from autograder.notebooks.gradebook.recorder import Recorder
from autograder.notebooks.release.new_course import new_course
from autograder.submission.course_folder import CourseFolder
from tests.conftest import BuildOnce
from tests.notebooks.both_ways import assert_equal, by_converters, directly, files, rows
from tests.notebooks.sample_class import RIGHT, TANH, UNIT, hand_in_samples
from tests.notebooks.test_marks_that_count import submit

UNITS = ("gates", "cell")
AFFINITY = getattr(os, "sched_getaffinity", lambda process: {0})


def people_have_their_say(folder: Path, learners: list[str]) -> None:
    """Marks, comments, extra credit, a due date and an extension, as formgrader writes them."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for assignment in gradebook.assignments:
            assignment.duedate = datetime(2026, 3, 1, 12)
        first, second, third = learners
        gradebook.find_grade("sigmoid-grade", UNIT, UNIT, first).manual_score = 0.5
        gradebook.find_grade("candidate-grade", UNIT, UNIT, second).extra_credit = 1.25
        gradebook.find_comment("candidate", UNIT, UNIT, second).manual_comment = "*seen* <b>by</b>"
        gradebook.find_comment("sigmoid", UNIT, UNIT, first).manual_comment = "<b>open & left"
        gradebook.find_submission(UNIT, third).extension = timedelta(days=400)
        gradebook.db.commit()


def hand_in_late(folder: Path, learners: list[str]) -> None:
    for number, learner in enumerate(learners):
        stamp = folder / "submitted" / learner / UNIT / "timestamp.txt"
        stamp.write_text(f"2026-03-0{number + 2} 10:00:00 UTC")


@pytest.fixture
def few(released: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a course with four submissions, one of them a ``.py`` file."""
    course = CourseFolder(shutil.copytree(released, tmp_path / "course"))
    submit(course, "ann", RIGHT)
    submit(course, "ben", RIGHT | {"forget_gate": TANH}, "2026-03-02 12:00:00 UTC")
    submit(course, "cyd", {})
    python = course.root / "submitted" / "dee" / UNIT / f"{UNIT}.py"
    python.parent.mkdir(parents=True)
    python.write_text("import numpy as np\n" + "\n".join(RIGHT.values()))
    (python.parent / "notes.txt").write_text("mine")
    return course.root, shutil.copytree(course.root, tmp_path / "other")


@pytest.fixture
def a_pair(released: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a course with two submissions, one of which is wrong."""
    course = CourseFolder(shutil.copytree(released, tmp_path / "course"))
    submit(course, "ann", RIGHT)
    submit(course, "ben", {"forget_gate": TANH})
    return course.root, shutil.copytree(course.root, tmp_path / "other")


def test_few_submissions_both_ways(few: tuple[Path, Path]) -> None:
    theirs, ours = few
    assert {result.converters for result in by_converters(theirs)} == {"Test.setting"}
    assert {result.converters for result in directly(ours)} == {""}
    assert_equal(theirs, ours)
    for folder in few:
        people_have_their_say(folder, ["ann", "ben", "cyd"])
        hand_in_late(folder, ["ann", "ben", "cyd"])
        submit(CourseFolder(folder), "dee", RIGHT)
    by_converters(theirs)
    directly(ours)
    assert_equal(theirs, ours)
    assert any(row[0] == "notebook" and row[4] for row in rows(ours)), "nobody is late"
    assert sorted(name for name in files(ours) if name.endswith(".html")) == [
        f"feedback/{learner}/{UNIT}/{UNIT}.html" for learner in ("ann", "ben", "cyd", "dee")
    ]


def test_the_few_need_no_converter(few: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a converter was used")

    monkeypatch.setattr(Recorder, "record", refuse)
    monkeypatch.setattr(
        "autograder.notebooks.gradebook.direct.feedback_pages.FeedbackPages._by_nbgrader", refuse
    )
    assert {result.outcome for result in directly(few[0])} == {"graded"}


@pytest.mark.slow
def test_a_damaged_class_both_ways(handed_in: Path, by_nbgrader: Path, tmp_path: Path) -> None:
    ours = shutil.copytree(handed_in, tmp_path / "course")
    directly(ours)
    assert_equal(by_nbgrader, ours)


def test_several_processes_do_the_same(
    few: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, shared = few
    directly(alone, jobs=1)
    monkeypatch.setattr(marking, "SMALLEST_SHARE", 1)
    monkeypatch.setattr(feedback_pages, "AT_ONCE", 3)  # pages in several parts
    monkeypatch.setattr(feedback_pages, "TO_CHOOSE_BY", 2)
    assert {result.outcome for result in directly(shared, jobs=2)} == {"graded"}
    assert_equal(alone, shared)
    monkeypatch.delattr(PageWriter, "write")  # all pages are noted, and none is written again
    assert {result.outcome for result in directly(shared, jobs=2)} == {"unchanged"}


class Where:
    """A task that says on which cores it runs."""

    def do(self, member: Member) -> set[int]:
        return set(AFFINITY(0))


@pytest.mark.parametrize("size", [2, 3])
def test_processes_are_kept_on_a_core_each_only_where_they_need_all(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    cores = sorted(AFFINITY(0))[:2]
    if len(cores) < 2:
        pytest.skip("this machine has one core")
    everywhere = set(AFFINITY(0))
    for free, wanted in ((cores, [{cores[0]}, {cores[1]}]), ([*cores, 90, 91], [everywhere])):
        monkeypatch.setattr(os, "sched_getaffinity", lambda process, free=free: set(free))
        with Team(size, cast("Member", nullcontext())) as team:
            found = list(team.do(cast("list[Task]", [Where() for _ in range(6 * size)])))
        assert [where for where in wanted if where not in found] == []
        assert [where for where in found if where not in wanted] == []
    assert set(AFFINITY(0)) == everywhere


def test_a_page_that_differs_from_nbgraders_is_left_to_nbgrader(
    a_pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours = a_pair
    by_converters(theirs)
    usual = PageMaker.page

    def other(self: PageMaker, *arguments: Any) -> str:
        return usual(self, *arguments) + "<!-- of ours -->"

    monkeypatch.setattr(PageMaker, "page", other)
    directly(ours)
    assert_equal(theirs, ours)


@pytest.mark.parametrize(
    "setting",
    [
        "Autograde.exclude_overwriting = {'gates': ['notes.txt']}",
        "LimitOutput.max_lines = 3",
        "Autograde.autograde_preprocessors = c.Autograde.autograde_preprocessors[:]\n"
        "c.Autograde.autograde_preprocessors.append('nbgrader.preprocessors.CheckCellMetadata')",
    ],
)
def test_a_setting_of_the_course_calls_for_nbgraders_converters(
    released: Path, tmp_path: Path, setting: str
) -> None:
    course = CourseFolder(shutil.copytree(released, tmp_path / "course"))
    submit(course, "ann", {"forget_gate": TANH})
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.{setting}\n")
    name = setting.partition(" =")[0]
    assert {result.converters for result in directly(course.root)} == {name}


def test_rows_that_are_missing_call_for_nbgraders_converters(a_pair: tuple[Path, Path]) -> None:
    """nbgrader says then that it could not take the submission, and so do we."""
    theirs, ours = a_pair
    for folder in a_pair:
        directly(folder)
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            gradebook.db.delete(gradebook.find_grade("sigmoid-grade", UNIT, UNIT, "ann"))
            gradebook.db.commit()
    expected = {
        result.submitted.learner: result.outcome for result in by_converters(theirs, force=True)
    }
    found = {result.submitted.learner: result.outcome for result in directly(ours, force=True)}
    assert found == expected
    assert found["ann"] == "failed"
    assert rows(ours) == rows(theirs)


def test_a_page_is_written_again_when_a_person_changes_a_mark(few: tuple[Path, Path]) -> None:
    directly(few[0])
    pages = files(few[0], "feedback")
    people_have_their_say(few[0], ["ann", "ben", "cyd"])
    assert {result.outcome for result in directly(few[0])} >= {"unchanged"}
    again = files(few[0], "feedback")
    changed = {name.split("/")[1] for name in pages if pages[name] != again[name]}
    assert {"ann", "ben"} <= changed
    assert "dee" not in changed
    (page,) = (again[name][1] for name in again if name.endswith(f"ann/{UNIT}/{UNIT}.html"))
    assert b"A person gave 0.5 of 2 by hand." in page
    figures = sorted((few[0] / "feedback").rglob("figures/*"))
    before = [path.stat().st_ino for path in figures]
    directly(few[0], force=True)
    assert files(few[0], "feedback") == again
    assert [path.stat().st_ino for path in figures] == before, "they are the same: leave them alone"


@pytest.fixture(scope="session")
def whole_class(build_once: BuildOnce) -> Path:
    """A course of two units with every submission that the tests have."""

    def fill(folder: Path) -> None:
        made = new_course(default_root(), folder / "course", units=UNITS)
        for unit in UNITS:
            nbgrader(made.folder.root, "generate_assignment", unit)
        submit_class(default_root(), made.folder)
        root = made.folder.root
        hand_in_samples(root / "submitted", root / "release" / UNIT / f"{UNIT}.ipynb")
        config = root / "nbgrader_config.py"
        text = config.read_text()
        config.write_text(f'{text}\nc.LateSubmissionPlugin.penalty_method = "zero"\n')

    return build_once("whole-class", fill) / "course"


@pytest.mark.slow
def test_every_submission_both_ways(whole_class: Path, tmp_path: Path) -> None:
    theirs = shutil.copytree(whole_class, tmp_path / "theirs")
    ours = shutil.copytree(whole_class, tmp_path / "ours")
    by_converters(theirs)
    directly(ours)
    assert_equal(theirs, ours)
    for folder in (theirs, ours):
        people_have_their_say(folder, ["ada", "ben", "chloe"])
        hand_in_late(folder, ["ada", "chloe", "dmitri", "wrong", "shortened"])
    by_converters(theirs, force=True)
    directly(ours, force=True)
    assert_equal(theirs, ours)
