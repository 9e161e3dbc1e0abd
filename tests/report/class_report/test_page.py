"""The class page: what was not understood comes first, people come last, and names can be left
out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.report.class_report import Look, Material, Question, write_report
from autograder.report.class_report.lessons import lessons_of
from autograder.submission.course_folder import CourseFolder, NotACourse
from autograder.submission.percent import split_percent
from tests.conftest import UnitKey
from tests.report.class_report.made_class import course_with, exercise, given, grade

TANH, SIGN = "gate-uses-tanh", "sigmoid-sign"
CODE = "def forget_gate(x_t, h_prev, W_f, U_f, b_f):\n    return np.tanh(x_t @ W_f.T)  # zelda\n"
BAD = "<img src=x onerror=alert(1)>"


@pytest.fixture
def folder(tmp_path: Path, unit_key: UnitKey) -> CourseFolder:
    grades = [
        grade("zelda", exercise("forget_gate", TANH, said="zelda's words")),
        grade("yuri", exercise("forget_gate", TANH), exercise("input_gate", TANH)),
        grade("xenia", exercise("sigmoid", SIGN), given("input_gate")),
        grade("walter", exercise("sigmoid", status="grader_error"), notes=(f"walter {BAD}",)),
        grade("vera", exercise("forget_gate", status="not_attempted")),
    ]
    folder = course_with(tmp_path / "course", unit_key("gates"), grades)
    cells = [
        {"cell_type": "markdown", "source": ["# All gates\n", "\n", "## The forget gate\n", "so"]},
        {"cell_type": "markdown", "source": "### Exercise: forget_gate"},
        {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": "forget_gate"}}},
    ]
    notebook = folder.root / "source" / "gates" / "gates.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(json.dumps({"cells": cells}))
    return folder


MATERIAL = Material(
    questions={TANH: [Question("gates", "range-of-a-gate", "What is the range of a gate?")]},
    sources=lambda unit, learner: split_percent(CODE, "gates.py") if learner == "zelda" else (),
)


def page(folder: CourseFolder, look: Look = Look()) -> str:  # noqa: B008
    return write_report(folder, folder.root / "page.html", MATERIAL, look).read_text("utf-8")


def test_what_most_learners_hold_comes_first_with_what_treats_it(folder: CourseFolder) -> None:
    text = page(folder)
    tanh, sign = text.index("tanh where the gate"), text.index("the sign in the exponent is wrong")
    assert tanh < sign < text.index("Exercise by exercise") < text.index('<h2 id="people">')
    treated = text[tanh:sign]
    assert "2 of 5 learners · gates: forget_gate, gates: input_gate" in treated
    assert "“The forget gate” in <code>source/gates/gates.ipynb</code>" in treated
    assert "What is the range of a gate?" in treated
    assert "<code>gatewise quiz gates</code>, range-of-a-gate" in treated
    assert "return np.tanh(x_t @ W_f.T)</code>" in treated
    assert "yuri, zelda" in treated
    assert "1 learner has <code>input_gate</code> right, given what is wrong in" in text


def test_people_are_named_and_escaped(folder: CourseFolder) -> None:
    text = page(folder)
    assert all(f">{name}<" in text for name in ("zelda", "yuri", "xenia", "walter", "vera"))
    assert "zelda&#39;s words" in text
    assert BAD not in text
    assert "walter &lt;img" in text


def test_people_with_the_same_reason_share_a_line(tmp_path: Path, unit_key: UnitKey) -> None:
    unsure = exercise("candidate", status="grader_error", said="cannot tell")
    grades = [
        *(grade(name, unsure) for name in ("ann", "bob")),
        grade("cyd", exercise("sigmoid", status="grader_error"), notes=("cut off",)),
    ]
    text = page(course_with(tmp_path / "course", unit_key("gates"), grades))
    shared = "<strong>2 submissions</strong>: candidate: cannot tell"
    assert f'<li>{shared} <span class="soft">(ann, bob)</span></li>' in text
    assert "<li><strong>cyd</strong>: cut off</li>" in text


@pytest.mark.parametrize("look", [Look(anonymous=True), Look(board=True)])
def test_no_name_is_left_in_a_page_without_names(folder: CourseFolder, look: Look) -> None:
    text = page(folder, look)
    assert "tanh where the gate" in text
    for name in ("zelda", "yuri", "xenia", "walter", "vera"):
        assert name not in text
    assert ("learner 5" in text) == look.anonymous
    assert ('http-equiv="refresh"' in text) == look.board


def test_learners_stand_in_the_order_of_their_numbers(folder: CourseFolder) -> None:
    text = page(folder, Look(anonymous=True))
    people = text[text.index('<h2 id="people">') :]
    places = [people.index(f">learner {number}<") for number in range(1, 6)]
    assert places == sorted(places)
    assert "The report with names says why" in people


def test_a_page_needs_no_other_file(folder: CourseFolder) -> None:
    for look in (Look(), Look(board=True)):
        assert "src=" not in page(folder, look).replace("src=x onerror", "")
        assert "href=" not in page(folder, look)


def test_only_a_board_waits_for_grades(tmp_path: Path, unit_key: UnitKey) -> None:
    folder = course_with(tmp_path / "course", unit_key("gates"), [])
    assert "Nothing so far" in page(folder, Look(board=True))
    with pytest.raises(NotACourse, match="holds no grades yet"):
        page(folder)


def test_who_left_is_not_shown(folder: CourseFolder) -> None:
    (folder.root / "submitted" / "vera" / "gates").rmdir()
    assert "vera" not in page(folder)


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 3}', '{"cells": [{"metadata": null}]}'])
def test_a_damaged_notebook_has_no_lessons(folder: CourseFolder, text: str) -> None:
    (folder.root / "source" / "gates" / "gates.ipynb").write_text(text)
    assert lessons_of(folder, "gates") == {}
    assert "tanh where the gate" in page(folder)
