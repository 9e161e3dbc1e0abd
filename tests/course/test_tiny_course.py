"""To add an exercise or a unit takes new files only: a second course, from its own root, with a
GRU's update gate.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.course.discover import CourseError
from autograder.course.lint import lint
from autograder.course.process import build_keys
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey
from autograder.data.runs import TaskRun
from autograder.grade import mark_exercise
from autograder.notebooks.release.build import build_unit

TINY = Path(__file__).resolve().parents[1] / "tiny_course"


def marked(key: AnswerKey, function: object) -> tuple[str, float | None, tuple[str, ...]]:
    exercise = key.exercises[0]
    runs = tuple(call_recorded(function, case.inputs) for case in exercise.cases)  # type: ignore[arg-type]
    grade, _ = mark_exercise(exercise, key, TaskRun(exercise.slug, "defined", runs))
    return (
        grade.status,
        grade.score,
        tuple(identity.slug for identity in grade.diagnosis.identities) if grade.diagnosis else (),
    )


def right(x_t, h_prev, W_z, U_z, b_z):  # type: ignore[no-untyped-def]
    return 1 / (1 + np.exp(-(x_t @ W_z.T + h_prev @ U_z.T + b_z)))


def wrong(x_t, h_prev, W_z, U_z, b_z):  # type: ignore[no-untyped-def]
    return np.tanh(x_t @ W_z.T + h_prev @ U_z.T + b_z)


def test_a_second_course_builds_from_its_own_root_and_names_its_mistake() -> None:
    keys = build_keys(TINY, b"secret")
    assert list(keys) == ["gru"]
    assert marked(keys["gru"], right) == ("passed", 2.0, ())
    assert marked(keys["gru"], wrong) == ("wrong", 0.0, ("gate-uses-tanh",))


def test_its_notebook_builds() -> None:
    key = build_keys(TINY, b"secret")["gru"]
    made = build_unit(key, TINY / "exercises" / "gru")
    code = [cell.id for cell in made.notebook.cells if cell.cell_type == "code"]
    assert code == ["setup", "update_gate", "update_gate-grade"]


def test_it_passes_the_lint_that_contributors_run() -> None:
    assert lint(TINY) == []


def add_reset_gate(course: Path, module: str) -> None:
    """The reset gate, added as CONTRIBUTING.md says: a file each for the truth, the exercise and
    the mistake.
    """
    for file, name in (
        ("reference/gru.py", f"reference/{module}.py"),
        ("exercises/gru/update_gate.py", "exercises/gru/reset_gate.py"),
        (
            "exercises/misconceptions/gru/gate_uses_tanh.py",
            "exercises/misconceptions/gru/reset_uses_tanh.py",
        ),
    ):
        source = (
            (course / file).read_text().replace("update_gate", "reset_gate").replace("_z", "_r")
        )
        (course / name).write_text(source)


@pytest.mark.parametrize("module", ["reset", "reset_gate"])
def test_another_exercise_is_another_file(tmp_path: Path, module: str) -> None:
    course = tmp_path / "course"
    shutil.copytree(TINY, course, ignore=shutil.ignore_patterns("__pycache__"))
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    add_reset_gate(course, module)
    key = build_keys(course, b"secret")["gru"]
    assert [exercise.slug for exercise in key.exercises] == ["reset_gate", "update_gate"]
    assert marked(key, right) == ("passed", 2.0, ())
    assert marked(key, wrong) == ("wrong", 0.0, ("gate-uses-tanh",))
    assert all(path.read_bytes() == held for path, held in before.items()), (
        "nothing that was there has changed"
    )


def test_another_unit_is_another_folder(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(TINY, course, ignore=shutil.ignore_patterns("__pycache__"))
    add_reset_gate(course, "reset")
    unit = course / "exercises" / "reset"
    unit.mkdir()
    (course / "exercises" / "gru" / "reset_gate.py").rename(unit / "reset_gate.py")
    (unit / "__init__.py").write_text(
        "from autograder import Unit\n\nUNIT = Unit(title='What to forget', order=20)\n"
    )
    (unit / "lesson.md").write_text("# What to forget\n\n<!-- exercise: reset_gate -->\n")
    keys = build_keys(course, b"secret")
    assert {slug: [exercise.slug for exercise in key.exercises] for slug, key in keys.items()} == {
        "gru": ["update_gate"],
        "reset": ["reset_gate"],
    }


def test_a_unit_without_its_title_is_refused_with_words(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(TINY, course, ignore=shutil.ignore_patterns("__pycache__"))
    (course / "exercises" / "gru" / "__init__.py").write_text("")
    with pytest.raises(CourseError, match="no UNIT"):
        build_keys(course, b"secret")
