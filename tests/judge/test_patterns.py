"""A pattern is named where it explains every failing case, and only there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.diagnosis import Pattern
from autograder.data.runs import Run
from autograder.judge.patterns import find_pattern
from tests.judge.made import VALUES, case, differences_of, exercise, ran, returned

RNG = np.random.default_rng(3)
OTHER = RNG.normal(size=(4, 2))
STOPS = Run("raised", error="FloatingPointError")


def found(key: ExerciseKey, *runs: Run) -> Pattern | None:
    """The pattern in these runs."""
    return find_pattern(key, ran(runs), differences_of(key, runs))


def named(key: ExerciseKey, *values: Any) -> str:
    """The name of the pattern in these values, empty where there is none."""
    pattern = found(key, *returned(*values))
    return pattern.name if pattern else ""


TWO = exercise(case(), case(OTHER))
PAIR = VALUES, OTHER
PAIRS = exercise(case(PAIR), case(PAIR), returns=("h_t", "c_t"))
GRADS = exercise(case({"W": VALUES, "b": OTHER}))


def test_a_pattern_holds_in_every_failing_case() -> None:
    assert named(TWO, -VALUES, -OTHER) == "negated"
    assert named(TWO, -VALUES, OTHER) == "negated"
    assert named(TWO, VALUES, -OTHER) == "negated"
    assert named(TWO, -VALUES, OTHER.T) == ""
    assert named(TWO, -VALUES, np.sin(OTHER)) == ""
    assert named(TWO, -VALUES, "text") == ""
    assert found(TWO, *returned(-VALUES), STOPS) is None
    assert found(TWO, *returned(-VALUES), Run("timed_out")) is None


def test_only_wrong_parts_have_to_show_it() -> None:
    assert named(GRADS, {"W": -VALUES, "b": OTHER}) == "negated"
    assert named(GRADS, {"W": -VALUES, "b": -OTHER}) == "negated"
    assert named(GRADS, {"W": -VALUES, "b": np.sin(OTHER)}) == ""
    assert named(GRADS, {"W": -VALUES}) == ""
    assert named(GRADS, {"W": -VALUES, "b": OTHER, "c": 1}) == ""
    assert named(GRADS, [-VALUES, OTHER]) == ""
    assert named(GRADS, {"W": -VALUES, "b": "text"}) == ""
    assert named(PAIRS, (-VALUES, OTHER), (VALUES, -OTHER)) == "negated"
    assert named(PAIRS, (-VALUES,), (-VALUES,)) == ""
    assert named(PAIRS, -VALUES, -VALUES) == ""
    assert named(PAIRS, (-VALUES, -OTHER), (-VALUES,)) == ""
    assert named(PAIRS, (-VALUES, -OTHER), -VALUES) == ""
    assert named(PAIRS, 2.0, 2.0) == ""
    twice = exercise(*GRADS.cases * 2)
    assert named(twice, {"W": -VALUES, "b": OTHER}, {"W": -VALUES}) == ""
    assert named(twice, {"W": -VALUES, "b": OTHER}, [-VALUES]) == ""
    assert named(PAIRS, [-VALUES, OTHER], [-VALUES, OTHER]) == "negated"


def test_truth_values_and_complex_numbers_have_no_pattern() -> None:
    assert named(TWO, VALUES < 0, OTHER < 0) == ""
    assert named(TWO, -VALUES + 0j, -OTHER + 0j) == ""
    truth = exercise(case(np.array([True, False])))
    assert named(truth, np.array([False, True])) == ""


def test_whole_numbers_are_numbers() -> None:
    key = exercise(case(np.array([1, -2, 3])))
    assert named(key, np.array([-1, 2, -3])) == "negated"
    assert named(key, [-1, 2, -3]) == "negated"


def steps(*lengths: int) -> ExerciseKey:
    """Sequences of these lengths, of two examples each."""
    return exercise(
        *(
            case(RNG.normal(size=(length, 2, 3)), inputs={"X": np.zeros((length, 2, 3))})
            for length in lengths
        )
    )


def test_a_relation_that_some_arrays_cannot_show_needs_one_that_can() -> None:
    key = steps(1, 3)
    first, second = (item.expected for item in key.cases)
    late = np.concatenate([np.ones_like(second[:1]), second[:-1]])
    assert named(key, first + 9, late) == "one step late"
    assert named(key, first + 9, second[::-1] + 9) == ""
    backwards = exercise(*key.cases[::-1])
    assert named(backwards, late, first + 9) == "one step late"
    short = steps(1, 1)
    assert named(short, *(item.expected + 9 for item in short.cases)) == ""


def test_a_factor_is_that_of_the_largest_number() -> None:
    pattern = found(TWO, *returned(VALUES * 2.5, OTHER * 2.5))
    assert pattern == Pattern("scaled", factor=2.5)
    negative = found(TWO, *returned(VALUES * -3, OTHER * -3))
    assert negative is not None
    assert (negative.name, round(negative.factor, 6)) == ("scaled", -3)
    tiny = VALUES * 1e-4
    tiny[0, 2] = -300.0
    shifted = exercise(case(tiny))
    assert found(shifted, *returned(tiny * 7)) == Pattern("scaled", factor=7.0)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (VALUES, VALUES * 2 + 0.1),
        (VALUES, VALUES * np.nan),
        (VALUES, VALUES * np.inf),
        (np.zeros(5), np.ones(5)),
        (np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])),
        (2.0, 4.0),
        (VALUES, VALUES[0] * 2),
        (np.array([-1e308, 1.0, 2.0, 3.0]), np.array([1e308, 1.0, 2.0, 3.0])),
        (np.full(4, 1e-6), np.full(4, 1e303)),
    ],
)
def test_without_one_factor_for_at_least_four_numbers_nothing_is_scaled(
    expected: Any, got: Any
) -> None:
    assert named(exercise(case(expected)), got) == ""


def test_nothing_but_zeros_is_said_with_the_gradients_that_never_arrive() -> None:
    inputs = {"dhs": VALUES, "X": VALUES, "dt": 1.0}
    key = exercise(case((VALUES, VALUES), inputs=inputs))
    zeros = np.zeros_like(VALUES)
    assert found(key, *returned((zeros, zeros))) == Pattern("zeros", names=("dhs",))
    assert found(key, *returned((VALUES, zeros))) == Pattern("zeros")
    assert found(key, *returned((zeros, VALUES + 1))) is None
    forward = exercise(case(VALUES, inputs={"x": VALUES, "d": VALUES, "h": VALUES}))
    assert found(forward, *returned(zeros)) == Pattern("zeros")
    assert found(exercise(case(zeros)), *returned(VALUES)) is None


def test_four_numbers_are_enough_for_a_factor() -> None:
    key = exercise(case(np.array([1.0, 2.0])), case(np.array([3.0, 4.5])))
    assert named(key, np.array([2.0, 4.0]), np.array([6.0, 9.0])) == "scaled"
    assert named(key, np.array([2.0, 4.0]), np.array([3.0, 4.5])) == ""
    mixed = exercise(case({"W": VALUES, "n": np.zeros((0, 2))}))
    assert named(mixed, {"W": VALUES * 2, "n": np.zeros((0, 3))}) == ""


def test_swapped_values_are_named() -> None:
    pattern = found(PAIRS, *returned((OTHER, VALUES), (OTHER, VALUES)))
    assert pattern == Pattern("swapped returns", names=("h_t", "c_t"))
    unnamed = exercise(case(PAIR), returns=())
    assert found(unnamed, *returned((OTHER, VALUES))) == Pattern(
        "swapped returns", names=("value 1", "value 2")
    )
    assert named(PAIRS, [OTHER, VALUES], [OTHER, VALUES]) == "swapped returns"
    assert named(PAIRS, (OTHER, VALUES), (OTHER, VALUES + 1)) == ""
    assert named(PAIRS, (OTHER, VALUES), VALUES) == ""
    assert named(PAIRS, (OTHER, VALUES), (OTHER, VALUES, 1)) == ""


def test_two_of_three_values_may_be_swapped() -> None:
    third = RNG.normal(size=3)
    key = exercise(case((VALUES, OTHER, third)), returns=("hs", "h_T", "c_T"))
    for got, names in (
        ((VALUES, third, OTHER), ("h_T", "c_T")),
        ((third, OTHER, VALUES), ("hs", "c_T")),
        ((OTHER, VALUES, third), ("hs", "h_T")),
    ):
        assert found(key, *returned(got)) == Pattern("swapped returns", names=names)
    assert named(key, (third, VALUES, OTHER)) == ""


def test_swapped_values_of_the_same_kind_come_before_other_relations() -> None:
    key = exercise(case((VALUES, -VALUES)), returns=("h_t", "c_t"))
    assert named(key, (-VALUES, VALUES)) == "swapped returns"


def test_changed_inputs_are_no_pattern() -> None:
    key = exercise(case(), case(judge="inputs"))
    assert found(key, *returned(-VALUES), Run("returned", -VALUES, (0,))) is None
    assert found(key, *returned(-VALUES, -VALUES)) == Pattern("negated")


def shaped(*shapes: tuple[int, ...], more: tuple[Case, ...] = ()) -> ExerciseKey:
    """A case for each shape of the only input; the same shape is expected."""
    return exercise(
        *(case(RNG.normal(size=shape), inputs={"z": np.zeros(shape)}) for shape in shapes), *more
    )


def which(key: ExerciseKey, *wrong: int) -> str:
    """The pattern where these cases are wrong, in no way that values could show."""
    values = [
        np.sin(item.expected) + 3 if index in wrong else item.expected
        for index, item in enumerate(key.cases)
    ]
    return named(key, *values)


def test_the_size_of_the_batch_may_decide() -> None:
    key = shaped((3, 2), (1, 2), (5, 2))
    assert which(key, 0, 2) == "batch of one only"
    assert which(key, 1) == "not for a batch of one"
    assert which(key, 0) == ""
    assert which(key, 0, 1, 2) == ""
    some_without = shaped((3,), (1, 2), (5, 2))
    assert which(some_without, 0, 2) == ""
    assert which(some_without, 1) == ""
    no_batch = shaped((3,), (1,), (5,))
    assert which(no_batch, 0, 2) == ""
    assert which(no_batch, 1) == ""
    sequences = shaped((4, 1, 2), (4, 3, 2))
    assert which(sequences, 1) == "batch of one only"
    assert which(sequences, 0) == "not for a batch of one"


def test_the_number_of_steps_may_decide() -> None:
    key = shaped((4, 2, 3), (1, 2, 3), (3, 5, 3))
    assert which(key, 0, 2) == "one step only"
    assert which(key, 1) == ""
    assert which(shaped((4, 2), (1, 2, 3), (3, 5, 3)), 0, 2) == ""
    both = shaped((4, 2, 3), (1, 1, 3), (3, 5, 3))
    assert which(both, 0, 2) == ""


def test_the_number_of_axes_may_decide() -> None:
    key = shaped((3, 2), (4,), (2, 3, 4))
    assert which(key, 1, 2) == "matrices only"
    assert which(key, 1) == ""
    assert which(key, 0) == ""
    assert which(shaped((3, 2), (4,)), 1) == ""
    single = exercise(
        case(OTHER, inputs={"z": np.zeros((4, 2))}),
        case(1.5, inputs={"z": 1.0}),
        case(VALUES[0], inputs={"z": VALUES[0]}),
    )
    assert named(single, OTHER, 2.5, np.sin(VALUES[0]) + 3) == "matrices only"
    two = exercise(
        *(
            case(item.expected, inputs={"z": item.inputs["z"], "y": np.zeros(3)})
            for item in key.cases
        )
    )
    assert which(two, 1, 2) == ""
    unknown = exercise(
        case(OTHER, inputs={"z": np.zeros((4, 2))}),
        case(OTHER, inputs={"z": "text"}),
        case(OTHER, inputs={"z": np.zeros(3)}),
    )
    assert which(unknown, 1, 2) == ""
    text = exercise(*(case(item.expected, inputs={"z": "text"}) for item in key.cases))
    assert which(text, 1, 2) == ""


def test_cases_of_changed_inputs_do_not_count() -> None:
    tidy = case(VALUES, judge="inputs", inputs={"z": np.zeros((9, 9))})
    key = shaped((3, 2), (1, 2), more=(tidy,))
    assert which(key, 0) == "batch of one only"


LARGE = exercise(
    case(inputs={"z": np.ones(2)}),
    case(OTHER, inputs={"z": np.array([1.0, -100.0])}),
    case(inputs={"a": {"z": (np.full(2, 1e4), 1)}, "b": np.ones(2)}),
    case(inputs={"z": np.array([99.0]), "e": np.zeros(0), "name": "text"}),
)


def test_large_inputs_alone_may_break_it() -> None:
    right = returned(VALUES, OTHER, VALUES, VALUES)
    nan = returned(OTHER * np.nan, VALUES * np.nan)
    assert found(LARGE, right[0], *nan, right[3]) == Pattern("overflow")
    assert found(LARGE, right[0], nan[0], STOPS, right[3]) == Pattern("overflow")
    assert found(LARGE, right[0], STOPS, nan[1], right[3]) == Pattern("overflow")
    assert found(LARGE, right[0], STOPS, STOPS, right[3]) is None
    assert found(LARGE, right[0], nan[0], right[2], right[3]) is None
    assert found(LARGE, nan[1], *nan, right[3]) is None
    assert found(LARGE, right[0], *nan, nan[1]) is None
    wrong = returned(np.sin(VALUES) + 3)
    assert found(LARGE, right[0], nan[0], *wrong, right[3]) is None
    assert found(LARGE, right[0], nan[0], Run("timed_out"), right[3]) is None
