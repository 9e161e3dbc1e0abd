"""What `gatewise course new --update` says that it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.tolerance import Tolerance
from autograder.notebooks.release.changes import changes_since_release
from tests.conftest import UnitKey
from tests.notebooks.sample_class import UNIT
from tests.notebooks.test_regrade import changed, other_case


def other_weight(exercise: ExerciseKey) -> ExerciseKey:
    first, *others = exercise.criteria
    return replace(exercise, criteria=(replace(first, weight=first.weight + 1), *others))


EDITS: dict[str, Callable[[ExerciseKey], ExerciseKey]] = {
    "sigmoid has 5 points now, not 2": lambda exercise: replace(exercise, points=5.0),
    "sigmoid has other criteria": other_weight,
    "sigmoid has another tolerance": lambda exercise: replace(exercise, tolerance=Tolerance(0.5)),
    "sigmoid has other cases (": other_case,
    "the exercise logistic is new": lambda exercise: replace(exercise, slug="logistic"),
    "the exercise sigmoid is gone": lambda exercise: replace(exercise, slug="logistic"),
}


@pytest.mark.parametrize("said", EDITS)
def test_a_change_is_named(unit_key: UnitKey, said: str) -> None:
    key = unit_key(UNIT)
    after = changed(key, "sigmoid", EDITS[said])
    found = changes_since_release({UNIT: key}, {UNIT: after})
    assert [change for change in found if change.startswith(f"{UNIT}: {said}")], found
    assert len(found) == (2 if "exercise" in said else 1)


def test_units_are_named_and_what_is_the_same_is_not(unit_key: UnitKey) -> None:
    key: AnswerKey = unit_key(UNIT)
    assert changes_since_release({UNIT: key}, {UNIT: key}) == ()
    assert changes_since_release({}, {UNIT: key}) == (f"the unit {UNIT} is new",)
    assert changes_since_release({UNIT: key}, {}) == (f"the unit {UNIT} is gone",)
