"""A regrade grades what a change concerns, says whose marks moved and why, and keeps what people
wrote; a dry run prints the same and writes nothing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.batch import GradingOptions
from autograder.cli import app
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.gradebook.regrade import regrade_course
from autograder.submission.course_folder import CourseFolder
from tests.conftest import BuildOnce
from tests.notebooks.sample_class import RIGHT, TANH, UNIT
from tests.notebooks.test_marks_that_count import (
    change_points,
    give_by_hand,
    gradebook,
    set_due,
    submit,
)

LATE = "2026-03-02 12:00:00 UTC"


@pytest.fixture(scope="session")
def graded_once(released: Path, build_once: BuildOnce) -> Path:
    """A small class after its first grading, with feedback pages and words by a person."""

    def fill(folder: Path) -> None:
        course = CourseFolder(shutil.copytree(released, folder / "course"))
        submit(course, "ann", RIGHT, "2026-02-20 12:00:00 UTC")
        submit(course, "bob", RIGHT | {"forget_gate": TANH})
        submit(course, "cyd", {"sigmoid": RIGHT["sigmoid"]})
        submit(course, "dee", RIGHT, LATE)
        submit(course, "eve", RIGHT | {"forget_gate": TANH})
        grade_course(course.root, options=GradingOptions(feedback=True))
        give_by_hand(course, "eve", "forget_gate-grade", 1)
        with gradebook(course) as book:
            book.find_comment("forget_gate", UNIT, UNIT, "eve").manual_comment = "Well tried."
            book.db.commit()

    return build_once("graded-once", fill) / "course"


@pytest.fixture
def graded(graded_once: Path, tmp_path: Path) -> CourseFolder:
    return CourseFolder(shutil.copytree(graded_once, tmp_path / "course"))


def run(course: CourseFolder, *options: str) -> list[str]:
    """What `--regrade` prints, line by line."""
    arguments = ["course", "grade", str(course.root), "--regrade", *options]
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with the time of its last change and its content."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def change(course: CourseFolder, slug: str, edit: Callable[[ExerciseKey], ExerciseKey]) -> None:
    """Change one exercise in the course's answer key."""
    course.save_keys({UNIT: changed(course.load_keys()[UNIT], slug, edit)})


def changed(key: AnswerKey, slug: str, edit: Callable[[ExerciseKey], ExerciseKey]) -> AnswerKey:
    return replace(
        key,
        exercises=tuple(
            edit(exercise) if exercise.slug == slug else exercise for exercise in key.exercises
        ),
    )


def other_case(exercise: ExerciseKey) -> ExerciseKey:
    """The exercise with another right answer in its last case, which nobody gives."""
    case = exercise.cases[-1]
    return replace(
        exercise, cases=(*exercise.cases[:-1], replace(case, expected=case.expected + 1))
    )


def test_points_and_cases_move_marks_and_the_reason_is_said(graded: CourseFolder) -> None:
    change_points(graded, "forget_gate", 5.0)
    change(graded, "sigmoid", other_case)
    case = graded.load_keys()[UNIT].exercise("sigmoid").cases[-1].name  # type: ignore[union-attr]
    before = snapshot(graded.root)
    told = run(graded, "--dry-run")
    assert snapshot(graded.root) == before
    assert told[-1] == "Nothing was written (--dry-run)."
    pages = {path: path.read_bytes() for path in (graded.root / "feedback").rglob("*.html")}
    assert len(pages) == 5
    done = run(graded)
    assert done == [line.replace("would be graded", "graded") for line in told[:-1]]
    text = "\n".join(done)
    because = f"sigmoid has changed cases ({case}); forget_gate is worth 5 points now, not 2"
    assert text.count("because") == 5
    assert because in text
    [ann] = [line for line in done if line.startswith("ann, gates:")]
    assert "10/10 → " in ann
    assert "/13" in ann
    assert "forget_gate 2 → 5" in ann
    [eve] = [line for line in done if line.startswith("eve, gates:")]
    assert "by hand and kept: forget_gate" in eve
    assert "5 submissions graded again, 5 marks moved; 0 not concerned." in done
    with gradebook(graded) as book:
        assert book.find_grade("forget_gate-grade", UNIT, UNIT, "eve").score == 1
        assert book.find_grade("forget_gate-grade", UNIT, UNIT, "ann").score == 5
        comment = book.find_comment("forget_gate", UNIT, UNIT, "eve")
        assert comment.manual_comment == "Well tried."
    for path, page in pages.items():
        assert path.read_bytes() != page, "the page shows the old marks"
    assert run(graded) == ["0 submissions graded again, 0 marks moved; 5 not concerned."]
    assert {result.outcome for result in grade_course(graded.root)} == {"unchanged"}


def test_only_what_is_concerned_is_graded(graded: CourseFolder) -> None:
    change(
        graded,
        "forget_gate",
        lambda exercise: replace(exercise, signatures=exercise.signatures[1:]),
    )
    regraded = regrade_course(graded.root)
    assert [item.submitted.learner for item in regraded.regrades] == ["bob", "eve"]
    assert (regraded.unaffected, regraded.waiting) == (3, 0)
    assert {result.outcome for result in grade_course(graded.root)} == {"unchanged"}


def test_a_due_date_concerns_who_is_late_by_it(graded: CourseFolder) -> None:
    set_due(graded, "2026-03-05 12:00:00 UTC")
    before = snapshot(graded.root)
    told = run(graded, "--dry-run")
    assert snapshot(graded.root) == before
    done = run(graded)
    assert done == [line.replace("would be graded", "graded") for line in told[:-1]]
    assert done == [
        "dee, gates: 0/10 → 10/10 (penalty 10 → 0)",
        "  because it is due 2026-03-05 12:00:00 now, not 2026-03-01 12:00:00 (UTC)",
        "1 submission graded again, 1 mark moved; 4 not concerned.",
    ]
    set_due(graded, "2026-02-10 12:00:00 UTC")
    told = run(graded, "--dry-run")
    assert [line.split(" (")[0] for line in told if line.endswith(")")][::2] == [
        "ann, gates: 10/10 → 0/10",
        "dee, gates: 10/10 → 0/10",
    ]


@pytest.mark.slow
def test_what_was_submitted_since_then_waits(graded: CourseFolder) -> None:
    submit(graded, "bob", RIGHT)
    submit(graded, "fay", RIGHT)
    change_points(graded, "sigmoid", 3)
    done = run(graded)
    assert "4 submissions graded again, 4 marks moved; 0 not concerned." in done
    assert done[-1].startswith("2 submissions are new or were submitted again: `gatewise course")
    with gradebook(graded) as book:
        assert book.find_grade("forget_gate-grade", UNIT, UNIT, "bob").score == 0


@pytest.mark.slow
def test_a_regrade_as_json(graded: CourseFolder) -> None:
    set_due(graded, "2026-03-05 12:00:00 UTC")
    [line] = run(graded, "--dry-run", "--format", "json")
    assert json.loads(line) == {
        "schema": 1,
        "submission": "dee",
        "unit": UNIT,
        "before": {"score": 0, "max_score": 10},
        "after": {"score": 10, "max_score": 10},
        "exercises": [],
        "why": ["it is due 2026-03-05 12:00:00 now, not 2026-03-01 12:00:00 (UTC)"],
        "problem": "",
    }


@pytest.mark.slow
def test_a_regrade_that_was_stopped_goes_on(
    graded: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_points(graded, "sigmoid", 3)

    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("autograder.notebooks.gradebook.direct.direct.write_rows", stop)
        with pytest.raises(KeyboardInterrupt):
            regrade_course(graded.root)
    done = run(graded)  # the points were changed before it was stopped: dee has 0/11 as before
    assert "5 submissions graded again, 4 marks moved; 0 not concerned." in done
    assert "\n".join(done).count("because sigmoid is worth 3 points now, not 2") == 4
    assert len(list((graded.root / "feedback").rglob("*.html"))) == 5


def test_a_dry_run_alone_is_refused(graded: CourseFolder) -> None:
    done = CliRunner().invoke(app, ["course", "grade", str(graded.root), "--dry-run"])
    assert done.exit_code == 2
    assert "--regrade" in done.output


def test_a_course_that_was_never_graded(released: Path, tmp_path: Path) -> None:
    course = CourseFolder(shutil.copytree(released, tmp_path / "course"))
    submit(course, "ann", RIGHT)
    before = snapshot(course.root)
    done = run(course, "--dry-run")
    assert done[0] == "0 submissions would be graded again, 0 marks moved; 0 not concerned."
    assert snapshot(course.root) == before
    assert not Gradebook(f"sqlite:///{course.gradebook}").students
