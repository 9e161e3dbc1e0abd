"""The marks shown are the marks that count: points changed in mid-term, marks by hand, penalties,
due dates, feedback pages after a regrade, learners who left.
"""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from rich.console import Console
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.grading_progress import grade_course_shown
from autograder.course.discover import default_root
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.gradebook.trouble import CourseTrouble
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.nbgrader_command import nbgrader
from tests.notebooks.sample_class import RIGHT, TANH, UNIT, filled, identity


def submit(course: CourseFolder, learner: str, sources: dict[str, str], when: str = "") -> None:
    folder = course.root / "submitted" / learner / UNIT
    folder.mkdir(parents=True, exist_ok=True)
    notebook = json.loads((course.root / "source" / UNIT / f"{UNIT}.ipynb").read_text())
    notebook["cells"] = filled(notebook["cells"], sources)
    (folder / f"{UNIT}.ipynb").write_text(json.dumps(notebook))
    if when:
        (folder / "timestamp.txt").write_text(when)


def gradebook(course: CourseFolder) -> Gradebook:
    return Gradebook(f"sqlite:///{course.gradebook}", "spring-2026")


def table(course: CourseFolder) -> str:
    console = Console(file=io.StringIO(), width=160)
    grade_course_shown(console, course.root)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def report(course: CourseFolder) -> str:
    done = CliRunner().invoke(app, ["course", "report", str(course.root)])
    assert done.exit_code == 0, done.output
    return (course.root / "report.html").read_text()


def give_by_hand(course: CourseFolder, learner: str, cell: str, mark: float) -> None:
    with gradebook(course) as book:
        book.find_grade(cell, UNIT, UNIT, learner).manual_score = mark
        book.db.commit()


def set_due(course: CourseFolder, when: str) -> None:
    with gradebook(course) as book:
        book.update_or_create_assignment(UNIT, duedate=when)


def change_points(course: CourseFolder, slug: str, points: float) -> None:
    keys = course.load_keys()
    exercises = tuple(
        replace(exercise, points=points) if exercise.slug == slug else exercise
        for exercise in keys[UNIT].exercises
    )
    course.save_keys({UNIT: replace(keys[UNIT], exercises=exercises)})


@pytest.mark.parametrize("points", [5.0, pytest.param(1.0, marks=pytest.mark.slow)])
def test_points_changed_in_mid_term_reach_the_gradebook(
    course: CourseFolder, points: float
) -> None:
    submit(course, "ann", RIGHT)
    grade_course(course.root)
    change_points(course, "sigmoid", points)
    (result,) = grade_course(course.root)
    assert (result.outcome, result.message) == ("graded", "")
    with gradebook(course) as book:
        row = book.find_submission(UNIT, "ann")
        assert (row.score, row.max_score) == (8 + points, 8 + points)


@pytest.mark.slow
def test_an_exercise_added_in_mid_term_stops_with_the_command(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    grade_course(course.root)
    key = course.load_keys()[UNIT]
    added = replace(key.exercises[-1], slug="softmax")
    course.save_keys({UNIT: replace(key, exercises=(*key.exercises, added))})
    done = CliRunner().invoke(app, ["course", "grade", str(course.root)])
    assert done.exit_code
    assert "softmax" in done.output
    assert f"nbgrader db assignment remove {UNIT} --force" in done.output
    nbgrader(course.root, "db", "assignment", "remove", UNIT, "--force")
    (result,) = grade_course(course.root)
    assert result.grade.max_score == 12


def test_an_exercise_removed_in_mid_term_stops_with_the_command(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    grade_course(course.root)
    key = course.load_keys()[UNIT]
    course.save_keys({UNIT: replace(key, exercises=key.exercises[:-1])})
    source = course.root / "source" / UNIT / f"{UNIT}.ipynb"
    notebook = json.loads(source.read_text())
    notebook["cells"] = [
        cell for cell in notebook["cells"] if not identity(cell).startswith("output_gate")
    ]
    source.write_text(json.dumps(notebook))
    with pytest.raises(CourseTrouble, match=r"output_gate.*nbgrader db assignment remove"):
        grade_course(course.root)


@pytest.mark.slow
def test_an_update_names_what_changed(course: CourseFolder, tmp_path: Path) -> None:
    root = tmp_path / "clone"
    for name in ("exercises", "reference", "quizzes", "lstm_lab", "tests/submissions"):
        shutil.copytree(default_root() / name, root / name)
    shutil.copy(default_root() / "course.toml", root)
    path = root / "exercises" / UNIT / "sigmoid.py"
    submit(course, "ann", RIGHT)
    grade_course(course.root)
    path.write_text(path.read_text().replace("points=2", "points=5"))
    arguments = ["course", "new", str(course.root), "--from", str(root), "--update"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "gates: sigmoid has 5 points now, not 2" in done.output
    assert "forget_gate has" not in done.output
    with gradebook(course) as book:
        assert book.find_grade_cell("sigmoid-grade", UNIT, UNIT).max_score == 5


def test_a_mark_by_hand_is_said_in_table_report_and_feedback(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT | {"forget_gate": TANH})
    grade_course(course.root)
    give_by_hand(course, "ann", "forget_gate-grade", 1)
    submit(course, "ann", RIGHT)
    for said in (table(course), table(course)):
        assert "9/10" in said
        assert "10/10" not in said
        assert "1/2 by hand for forget_gate" in said
    page = report(course)
    assert "1/2 by hand for forget_gate" in page
    assert ">9</td>" in page
    nbgrader(course.root, "generate_feedback", UNIT)
    feedback = (course.root / "feedback" / "ann" / UNIT / f"{UNIT}.html").read_text()
    assert "gave 1 of 2 by hand" in feedback


def test_a_mark_by_hand_decides_what_needed_a_person(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    (course.root / "submitted" / "ann" / UNIT / f"{UNIT}.ipynb").write_text("{")
    assert "person" in table(course)
    with gradebook(course) as book:
        for row in book.find_submission_notebook(UNIT, UNIT, "ann").grades:
            row.manual_score, row.needs_manual_grade = 1.5, False
        book.db.commit()
    assert "7.5/10" in table(course)


def test_a_penalty_shows_in_the_score_also_on_a_rerun(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT, "2026-03-02 12:00:00 UTC")
    grade_course(course.root)
    set_due(course, "2026-03-01 12:00:00 UTC")
    for said in (table(course), table(course)):
        assert "0/10" in said.replace("10/10", "TEN")
        assert "10/10" not in said
        assert "late: −10 points" in said, "in the row"
        assert f"late: ann, {UNIT}: −10 points" in said
    page = report(course)
    assert ">0</td>" in page
    assert "late: −10 points" in page


def test_due_dates_extensions_and_penalties_decide_what_has_changed(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT, "2026-03-02 12:00:00 UTC")
    assert [result.penalty for result in grade_course(course.root)] == [0]
    set_due(course, "2026-03-01 12:00:00 UTC")
    (result,) = grade_course(course.root)
    assert (result.outcome, result.penalty) == ("graded", 10)
    with gradebook(course) as book:
        book.find_submission(UNIT, "ann").extension = timedelta(days=7)
        book.db.commit()
    (result,) = grade_course(course.root)
    assert (result.outcome, result.penalty) == ("graded", 0)
    with gradebook(course) as book:
        book.find_submission(UNIT, "ann").extension = None
        book.db.commit()
    config = course.root / "nbgrader_config.py"
    assert [result.penalty for result in grade_course(course.root)] == [10]
    config.write_text(config.read_text() + '\nc.LateSubmissionPlugin.penalty_method = "none"\n')
    (result,) = grade_course(course.root)
    assert (result.outcome, result.penalty) == ("graded", 0)
    assert [result.outcome for result in grade_course(course.root)] == ["unchanged"]


@pytest.mark.slow
def test_a_regrade_renews_the_feedback_and_figures_are_in_it(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT | {"forget_gate": TANH})
    grade_course(course.root)
    nbgrader(course.root, "generate_feedback", UNIT)
    page = course.root / "feedback" / "ann" / UNIT / f"{UNIT}.html"
    assert "not right yet" in page.read_text()
    submit(course, "ann", RIGHT)
    grade_course(course.root)
    assert not page.exists(), "it tells of marks that nobody has any more"
    nbgrader(course.root, "generate_feedback", UNIT)
    text = page.read_text()
    assert "not right yet" not in text
    assert 'src="figures/' not in text
    assert text.count("data:image/svg+xml;base64,") >= 3
    nbgrader(course.root, "autograde", UNIT, "--force")
    assert not page.exists()


def test_a_learner_may_not_embed_files_of_the_grader(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    path = course.root / "submitted" / "ann" / UNIT / f"{UNIT}.ipynb"
    notebook = json.loads(path.read_text())
    text = "![x](../../secrets/seed) ![y](figures/activations.svg)"
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text}
    )
    path.write_text(json.dumps(notebook))
    grade_course(course.root)
    place = course.root / "feedback" / "ann" / UNIT
    place.mkdir(parents=True)  # as a run that was stopped may leave it
    nbgrader(course.root, "generate_feedback", UNIT)
    page = (place / f"{UNIT}.html").read_text()
    assert page.count("data:image/svg+xml;base64,") == 3


def test_a_learner_who_was_removed_leaves_the_report(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT)
    submit(course, "bob", RIGHT)
    grade_course(course.root)
    shutil.rmtree(course.root / "submitted" / "bob")
    assert ">bob<" in report(course), "the gradebook still has the marks"
    with gradebook(course) as book:
        book.remove_student("bob")
    page = report(course)
    assert ">ann<" in page
    assert ">bob<" not in page


def test_a_penalty_follows_a_mark_by_hand(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT | {"forget_gate": TANH}, "2026-03-02 12:00:00 UTC")
    grade_course(course.root)
    set_due(course, "2026-03-01 12:00:00 UTC")
    assert [result.penalty for result in grade_course(course.root)] == [8]
    give_by_hand(course, "ann", "forget_gate-grade", 2)
    page = course.root / "feedback" / "ann" / UNIT
    page.mkdir(parents=True)
    (result,) = grade_course(course.root)
    assert (result.outcome, result.penalty) == ("unchanged", 10)
    assert result.counted is not None
    assert result.counted.score == 0
    assert not page.exists()


@pytest.mark.slow
def test_a_page_made_before_a_mark_by_hand_is_made_again(course: CourseFolder) -> None:
    submit(course, "ann", RIGHT | {"forget_gate": TANH})
    submit(course, "bob", RIGHT)
    grade_course(course.root)
    nbgrader(course.root, "generate_feedback", UNIT)
    pages = {
        name: course.root / "feedback" / name / UNIT / f"{UNIT}.html" for name in ("ann", "bob")
    }
    pages["bob"].write_text(pages["bob"].read_text() + "<!-- the same page -->")
    give_by_hand(course, "ann", "forget_gate-grade", 1)
    nbgrader(course.root, "generate_feedback", UNIT)
    assert "gave 1 of 2 by hand" in pages["ann"].read_text()
    with gradebook(course) as book:
        book.find_comment("forget_gate", UNIT, UNIT, "ann").manual_comment = "Well tried, Ann."
        book.db.commit()
    nbgrader(course.root, "generate_feedback", UNIT)
    assert "Well tried, Ann." in pages["ann"].read_text()
    assert pages["bob"].read_text().endswith("<!-- the same page -->")
