"""What `gatewise course grade` prints of a class that is too large for a table."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from autograder.commands.class_summary import MOST_NAMES, SMALL_CLASS, Shown
from autograder.commands.grading_progress import show_results
from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status
from autograder.notebooks.gradebook.grade_course import Result
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.report.counted import CountedMarks


def result(learner: str, score: float | None, before: float | None = None) -> Result:
    status: Status = "grader_error" if score is None else "passed" if score == 2 else "wrong"
    said = Explanation("cannot tell")
    grade = Grade(learner, "gates", (ExerciseGrade("sigmoid", status, score, 2.0, said),), "A")
    return Result(
        SubmittedFolder(
            learner, "gates", "gates", Path("course", "submitted", learner, "gates"), None
        ),
        "graded",
        grade,
        counted=CountedMarks(score, 2.0),
        before=None if before is None else CountedMarks(before, 2.0),
    )


LARGE = [result(f"learner{number:03}", 2.0, 2.0) for number in range(SMALL_CLASS)]
PERSON, MOVED = result("zoe", None), result("yan", 1.0, 2.0)


def printed(tmp_path: Path, results: Sequence[Result], shown: Shown) -> str:
    order = tmp_path / "secrets" / "keys" / "order"
    order.parent.mkdir(parents=True, exist_ok=True)
    order.write_text("")
    console = Console(file=io.StringIO(), width=120)
    show_results(console, tmp_path, results, shown)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_a_small_class_is_a_table(tmp_path: Path) -> None:
    assert "learner007" in printed(tmp_path, LARGE, Shown())


def test_a_large_class_is_what_needs_a_person_what_moved_and_a_line(tmp_path: Path) -> None:
    said = printed(tmp_path, [*LARGE, PERSON, MOVED], Shown())
    assert "a person decides: zoe, gates: sigmoid: cannot tell" in said
    assert "changed: yan, gates: 2/2 → 1/2" in said
    assert "gates: 32 submissions, 1.97 of 2 points on average, 30 with full marks" in said
    assert "learner007" not in said
    assert len(said.splitlines()) < 12


def test_who_needs_a_person_for_the_same_reason_shares_a_line(tmp_path: Path) -> None:
    asking = [result(f"asks{number:02}", None) for number in range(MOST_NAMES + 3)]
    said = printed(tmp_path, [*LARGE, *asking], Shown())
    assert "a person decides about 23 submissions of gates: sigmoid: cannot tell (asks00," in said
    assert "asks19 and 3 more)" in said
    assert len([line for line in said.splitlines() if "a person decides" in line]) == 1


def test_the_table_of_a_large_class_when_asked(tmp_path: Path) -> None:
    assert "learner007" in printed(tmp_path, [*LARGE, MOVED], Shown(table=True))


def test_one_learner_alone(tmp_path: Path) -> None:
    said = printed(tmp_path, [*LARGE, MOVED], Shown(learner="yan"))
    assert "yan" in said
    assert "learner007" not in said
    for learner in ("yan", "zoe"):
        stray = tmp_path / "submitted" / learner / "late.zip"
        stray.parent.mkdir(parents=True)
        stray.touch()
    others = replace(PERSON, doubt="was submitted in the future")
    said = printed(tmp_path, [*LARGE, MOVED, others], Shown(learner="yan"))
    assert "submitted/yan/late.zip" in said
    assert "zoe" not in said
    assert "xan has no submission" in printed(tmp_path, LARGE, Shown(learner="xan"))


def test_quiet_says_what_needs_a_person_alone(tmp_path: Path) -> None:
    assert printed(tmp_path, [*LARGE, MOVED], Shown(quiet=True)) == ""
    assert "zoe" in printed(tmp_path, [*LARGE, PERSON], Shown(quiet=True))


def test_json_is_a_grade_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(tmp_path, [MOVED, PERSON], Shown(as_json=True)) == ""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["submission"], line["score"]) for line in lines] == [("yan", 1.0), ("zoe", None)]
