"""What of a change concerns which submission: compared without a gradebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from traitlets.config import PyFileConfigLoader

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status
from autograder.notebooks.gradebook.basis import Basis, read_basis
from autograder.notebooks.gradebook.causes import Cause, Graded, causes
from autograder.notebooks.gradebook.key_parts import KeyParts, parts_of, read_parts
from autograder.notebooks.gradebook.stamps import penalty_rules
from tests.conftest import UnitKey
from tests.notebooks.sample_class import UNIT
from tests.notebooks.test_regrade import changed, other_case

BASIS = Basis("file", "time", "key", "", "2026-03-01 12:00:00", "rules", True)


def exercise_grade(slug: str, status: Status, *named: str) -> ExerciseGrade:
    return ExerciseGrade(slug, status, 0.0, 2.0, Explanation(), (), named)


def found(
    key: AnswerKey, edited: AnswerKey, *exercises: ExerciseGrade, follow: bool = False
) -> tuple[Cause, ...]:
    """The causes for a grade with these exercises; all others are not attempted."""
    graded = {exercise.slug: exercise for exercise in exercises}
    all_of_them = tuple(
        graded.get(exercise.slug, exercise_grade(exercise.slug, "not_attempted"))
        for exercise in key.exercises
    )
    grade = Grade("ann", UNIT, all_of_them, "A")
    parts = {"key": parts_of(key), "other": parts_of(edited)}
    return causes(BASIS, replace(BASIS, key="other"), parts, Graded(grade, None))


def kinds(*of: Cause) -> list[tuple[str, str]]:
    return [(cause.kind, cause.exercise) for cause in of]


def test_a_basis_and_the_parts_of_a_key_are_read_back(unit_key: UnitKey) -> None:
    assert read_basis(BASIS.text()) == BASIS
    assert read_basis("0" * 64) is None
    parts = parts_of(unit_key(UNIT))
    assert read_parts(parts.text()) == parts
    assert parts.exercises["sigmoid"].cases


def test_a_changed_case_concerns_whoever_attempted_the_exercise(unit_key: UnitKey) -> None:
    key = unit_key(UNIT)
    edited = changed(key, "sigmoid", other_case)
    assert found(key, edited, exercise_grade("candidate", "passed")) == ()
    for status in ("passed", "wrong", "raised", "timed_out", "grader_error"):
        cause = found(key, edited, exercise_grade("sigmoid", status))
        assert kinds(*cause) == [("cases", "sigmoid")]


def test_changed_words_concern_whoever_reads_them(unit_key: UnitKey) -> None:
    key = unit_key(UNIT)
    known = key.misconceptions[0]
    edited = replace(
        key, misconceptions=(replace(known, hint="Another hint."), *key.misconceptions[1:])
    )
    assert found(key, edited, exercise_grade("sigmoid", "wrong", "another-slug")) == ()
    assert found(key, edited, exercise_grade("sigmoid", "passed", known.slug)) == ()
    [cause] = found(key, edited, exercise_grade("sigmoid", "wrong", known.slug))
    assert (cause.kind, cause.names) == ("misconceptions", (f"{known.slug}@{known.replaces}",))


def test_a_changed_reference_concerns_who_has_something_wrong(unit_key: UnitKey) -> None:
    key = unit_key(UNIT)
    edited = replace(key, recorded=key.recorded.visible())
    assert found(key, edited, exercise_grade("sigmoid", "passed")) == ()
    assert kinds(*found(key, edited, exercise_grade("sigmoid", "wrong"))) == [("recorded", "")]
    right = replace(exercise_grade("sigmoid", "passed"), follow_through=True)
    assert kinds(*found(key, edited, right)) == [("recorded", "")]


def test_an_unknown_key_concerns_everybody() -> None:
    grade = Grade("ann", UNIT, (), "A")
    new = replace(BASIS, key="other")
    assert kinds(*causes(BASIS, new, {"key": KeyParts()}, Graded(grade, None))) == [("key", "")]
    known = {"key": KeyParts(), "other": KeyParts()}
    assert kinds(*causes(BASIS, new, known, Graded(None, None))) == [("key", "")]
    assert causes(BASIS, new, known, Graded(grade, None)) == ()


def rules_of(folder: Path, plugin: str, name: str = "Mine") -> bytes:
    """What stands for the rules of a course whose configuration holds a plugin."""
    text = f"from nbgrader.plugins import LateSubmissionPlugin\n{plugin}\n"
    (folder / "config.py").write_text(f"{text}c.AssignLatePenalties.plugin_class = {name}\n")
    return penalty_rules(PyFileConfigLoader("config.py", path=str(folder)).load_config())


def test_the_code_of_a_penalty_is_part_of_its_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = "class Mine(LateSubmissionPlugin):\n    def late_submission_penalty(self, *late):\n"
    one, two = f"{mine}        return 1.0\n", f"{mine}        return 2.0\n"
    assert rules_of(tmp_path, one) == rules_of(tmp_path, one)
    assert rules_of(tmp_path, one) != rules_of(tmp_path, two)
    assert rules_of(tmp_path, "", "'Nobody'") == rules_of(tmp_path, "", "'Nobody'")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = []
    for number, plugin in enumerate((one, two)):
        module = f"penalties_{number}"
        text = f"from nbgrader.plugins import LateSubmissionPlugin\n{plugin}"
        (tmp_path / f"{module}.py").write_text(text)
        found.append(rules_of(tmp_path, "", f"'{module}.Mine'").replace(module.encode(), b""))
    assert found[0] != found[1]
    assert rules_of(tmp_path, "", "'nowhere.Mine'").count(b"nowhere")
