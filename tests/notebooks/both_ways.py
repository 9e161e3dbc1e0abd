"""A course as its gradebook and files show it, to compare two ways of grading."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.direct import direct, feedback_pages
from autograder.notebooks.gradebook.grade_course import Result, grade_course
from autograder.notebooks.nbgrader_app import gradebook_address


def rows(folder: Path) -> list[tuple[Any, ...]]:
    """All rows of the gradebook about learners, with names instead of ids."""
    found: list[tuple[Any, ...]] = []
    with Gradebook(gradebook_address(folder)) as gradebook:
        for student in gradebook.students:
            found.append(("student", student.id, student.first_name, student.email))
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                place = assignment.name, submission.student.id
                found.append(("submission", *place, submission.timestamp, submission.extension))
                for notebook in submission.notebooks:
                    late = notebook.late_submission_penalty
                    found.append(
                        ("notebook", *place, notebook.name, late, notebook.flagged, notebook.score)
                    )
                    found += [
                        (
                            *("grade", *place, row.name, row.auto_score, row.manual_score),
                            *(row.extra_credit, row.needs_manual_grade),
                        )
                        for row in notebook.grades
                    ]
                    found += [
                        ("comment", *place, row.name, row.auto_comment, row.manual_comment)
                        for row in notebook.comments
                    ]
    return sorted(found, key=repr)


def files(folder: Path, *steps: str) -> dict[str, tuple[int, bytes]]:
    """The mode and the content of every file that grading leaves.

    The isolation level is left out: a machine that is very busy may fall back from A to B.
    """
    return {
        str(path.relative_to(folder)): (
            stat.S_IMODE(path.stat().st_mode),
            re.sub(rb'"isolation":"[AB]"', b"", path.read_bytes()),
        )
        for step in steps or ("autograded", "feedback", "grades")
        for path in (folder / step).rglob("*")
        if path.is_file()
    }


def assert_equal(theirs: Path, ours: Path) -> None:
    """Both courses hold the same rows and the same files."""
    wanted, got = rows(theirs), rows(ours)
    assert [row for row in got if row not in wanted] == []
    assert got == wanted
    expected, found = files(theirs), files(ours)
    assert sorted(found.keys() ^ expected.keys()) == []
    assert [name for name in expected if found[name] != expected[name]] == []


def by_converters(folder: Path, **options: Any) -> list[Result]:
    """Grade a course through nbgrader's own converters, as a setting of its own would."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (direct, feedback_pages):
            patch.setattr(module, "own_settings", lambda *arguments, **more: ["Test.setting"])
        return grade_course(folder, options=GradingOptions(feedback=True, **options))


def directly(folder: Path, **options: Any) -> list[Result]:
    """Grade a course by the direct way."""
    return grade_course(folder, options=GradingOptions(feedback=True, **options))
