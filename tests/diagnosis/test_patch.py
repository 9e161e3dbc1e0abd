"""A wrong version is put in every place, changes what it should and nothing else, and leaves no
trace.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

from autograder.course.discover import Course
from autograder.course.pair_work import find_exercise
from autograder.course.patch import NoSuchFunction, holders, patched, renewed
from autograder.course.reached import functions_reached
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey


def exercise_key(keys: dict[str, AnswerKey], slug: str) -> ExerciseKey:
    return next(
        exercise for key in keys.values() for exercise in key.exercises if exercise.slug == slug
    )


@pytest.mark.parametrize("all_of_a_function", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_every_patch_is_bound_wherever_the_reference_holds_the_function_and_is_taken_back(
    all_of_a_function: bool, course: Course
) -> None:
    reference = sys.modules["reference"]
    last_of_each = {item.replaces: item for item in course.misconceptions}
    assert len(last_of_each) > 20
    for item in course.misconceptions if all_of_a_function else last_of_each.values():
        original = getattr(reference, item.replaces)
        before = holders(original)
        with patched(item.replaces, item.wrong) as places:
            assert places == len(before) >= 2, (
                "the package and the module that defines it, at the least"
            )
            assert holders(original) == []
            assert getattr(reference, item.replaces) is not original
        assert holders(original) == before


def test_wrong_versions_in_folders_of_folders_count() -> None:
    modules = {
        module.__name__
        for module, _ in holders(sys.modules["reference"].lstm_step)
        if module.__name__.startswith("exercises.")
    }
    assert {name.rpartition(".")[0] for name in modules} >= {
        "exercises.misconceptions.across_units",
        "exercises.misconceptions.backprop",
    }


def test_a_patch_is_taken_back_when_something_is_raised() -> None:
    original = sys.modules["reference"].sigmoid
    inputs = np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), np.ones(1)
    with (
        pytest.raises(ZeroDivisionError, match="division by zero"),
        patched("sigmoid", lambda z: 1 / 0),
    ):
        sys.modules["reference"].forget_gate(*inputs)
    assert sys.modules["reference"].sigmoid is original


def test_a_function_that_does_not_exist_cannot_be_replaced() -> None:
    with (
        pytest.raises(NoSuchFunction, match="has no function 'sigmoyd'; it exports"),
        patched("sigmoyd", abs),
    ):
        pass


def test_a_wrong_version_may_hand_on_any_shape() -> None:
    reference = sys.modules["reference"]
    row = np.ones(2)
    with pytest.raises(ValueError, match="shape"):
        reference.hidden_state(row, row)
    with patched("cell_state", lambda *states: reference.hidden_state(row, row)):
        assert reference.cell_state(row, row, row, row).shape == (2,)
    with pytest.raises(ValueError, match="shape"):
        reference.hidden_state(row, row)


def test_a_version_that_remembers_forgets_between_two_patches() -> None:
    def remembering(z: Any, seen: list[int] = []) -> int:  # noqa: B006 - the point of it
        seen.append(1)
        return len(seen)

    counts = []
    for _ in range(2):
        with patched("sigmoid", remembering):
            sigmoid = sys.modules["reference"].sigmoid
            counts += [sigmoid(0), sigmoid(0)]
    assert counts == [1, 2, 1, 2]
    assert renewed(abs) is abs


def test_two_mistakes_combine_since_wrong_versions_call_each_other(course: Course) -> None:
    wrong = {
        item.replaces: item.wrong for item in course.misconceptions if item.slug == "bias-missing"
    }
    inputs = np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), np.ones(1)
    with patched("forget_gate", wrong["forget_gate"]), patched("sigmoid", lambda z: 10 * z):
        assert sys.modules["reference"].forget_gate(*inputs) == 20


def test_only_functions_that_are_called_can_spoil_an_exercise(
    course: Course, keys: dict[str, AnswerKey]
) -> None:
    names = {item.replaces for item in course.misconceptions}

    def reached(slug: str) -> set[str]:
        return functions_reached(find_exercise(course, slug), exercise_key(keys, slug).cases, names)

    assert reached("sigmoid") == {"sigmoid"}
    assert reached("candidate") == {"candidate"}
    assert reached("lstm_step") == {
        "lstm_step",
        "forget_gate",
        "input_gate",
        "candidate",
        "output_gate",
        "cell_state",
        "hidden_state",
        "sigmoid",
    }
    assert "lstm_sequence" in reached("lstm_stack")
    assert "rnn_step" not in reached("lstm_stack")


def test_a_mistake_in_one_gate_shows_in_all_that_is_built_on_it(keys: dict[str, AnswerKey]) -> None:
    showing = {
        exercise.slug
        for key in keys.values()
        for exercise in key.exercises
        for alike in exercise.signatures
        if alike.misconceptions == (("gate-uses-tanh", "forget_gate"),)
    }
    assert showing == {
        "forget_gate",
        "lstm_step",
        "lstm_sequence",
        "lstm_stack",
        "lstm_bidirectional",
        "lstm_step_backward",
        "lstm_sequence_backward",
    }


def test_a_recorded_value_is_not_changed_by_later_calls() -> None:
    def remembering(x: float, seen: dict[str, list[float]] = {}) -> dict[str, list[float]]:  # noqa: B006 - on purpose
        seen.setdefault("x", []).append(x)
        return seen

    first, second = (call_recorded(remembering, {"x": x}) for x in (1.0, 2.0))
    assert (first.value, second.value) == ({"x": [1.0]}, {"x": [1.0, 2.0]})
