"""Points and weights that no exercise may have, in a course and in a key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.data.answer_key import AnswerKey, BadKey
from autograder.data.criteria import RIGHT_VALUES, BadMarks, Criterion, check_marks
from tests.judge.made import exercise


@pytest.mark.parametrize("points", [0, -2, float("nan"), float("inf"), "2", True, None, 1001])
def test_points_are_a_number_above_0(points: Any) -> None:
    with pytest.raises(BadMarks, match=r"points are .*above 0, and 1000 at most"):
        check_marks(points, ())


@pytest.mark.parametrize("weight", [0, -3, float("nan"), "3", False])
def test_weights_are_above_0(weight: Any) -> None:
    with pytest.raises(BadMarks, match=r"weight of 'right values' is .*above 0"):
        check_marks(2, (Criterion(RIGHT_VALUES, weight),))


def test_a_key_with_such_points_is_refused() -> None:
    key = AnswerKey("unit", "A unit", (exercise(),), ())
    AnswerKey.from_bytes(key.to_bytes())
    wrong = replace(key, exercises=(replace(exercise(), points=-2.0),))
    with pytest.raises(BadKey, match=r"points are -2\.0"):
        AnswerKey.from_bytes(wrong.to_bytes())
