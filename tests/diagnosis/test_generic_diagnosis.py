"""What can be said of wrong values without knowing the mistake, and when nothing may be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES, Criterion
from autograder.data.diagnosis import Diagnosis, Pattern
from autograder.data.runs import Run, TaskRun
from autograder.data.tolerance import Tolerance
from autograder.judge.compare import compare
from autograder.judge.diagnose import diagnose
from autograder.judge.messages import explain
from autograder.judge.patterns import find_pattern

RNG = np.random.default_rng(5)
SIZES = ((3, 2), (2, 4), (5, 3), (1, 3))


def key_of(
    expected: list[Any], returns: tuple[str, ...] = ("h_t",), inputs: list[Any] | None = None
) -> ExerciseKey:
    cases = tuple(
        Case(
            f"case {number}",
            RIGHT_VALUES,
            number == 0,
            "values",
            {"x": inputs[number] if inputs else np.zeros(np.shape(value))},
            value,
        )
        for number, value in enumerate(expected)
    )
    return ExerciseKey(
        "f", 1.0, (Criterion(RIGHT_VALUES),), Tolerance(), "", "", (), (), returns, cases, ()
    )


def ran(key: ExerciseKey, function: Callable[[Any], Any]) -> TaskRun:
    return TaskRun(
        "f", "defined", tuple(Run("returned", function(case.expected)) for case in key.cases)
    )


def found(key: ExerciseKey, run: TaskRun) -> str:
    differences = tuple(
        compare(case, single, key.tolerance, key.returns)
        for case, single in zip(key.cases, run.runs, strict=True)
    )
    finding = find_pattern(key, run, differences)
    return finding.name if finding else ""


MATRICES = key_of([RNG.normal(size=size) for size in SIZES])
SEQUENCES = key_of(
    [RNG.normal(size=(steps, *size)) for steps, size in zip((4, 1, 2, 3), SIZES, strict=True)],
    ("hs",),
)
PAIRS = key_of([(RNG.normal(size=size), RNG.normal(size=size)) for size in SIZES], ("h_t", "c_t"))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("transposed", lambda h: h.T),
        ("negated", lambda h: -h),
        ("scaled", lambda h: 3.5 * h),
        ("scaled", lambda h: h / 7),
        ("axis of one", lambda h: h[:, None]),
        ("axis of one", lambda h: h[None]),
        ("reshaped", lambda h: h.ravel()),
        ("whole numbers", lambda h: h.astype(int)),
        ("whole numbers", lambda h: np.round(h)),
        ("imprecise", lambda h: h.astype(np.float16)),
        ("imprecise", lambda h: h + 1e-3),
        ("", lambda h: h + 1),
        ("", lambda h: h**2),
        ("", lambda h: h[:, ::-1]),
        ("", lambda h: None),
        ("", lambda h: "text"),
        ("", lambda h: h > 0),
        ("", lambda h: h * np.nan),
        ("", lambda h: h * np.arange(h.size).reshape(h.shape)),
    ],
)
def test_relations_between_matrices(name: str, wrong: Callable[[Any], Any]) -> None:
    assert found(MATRICES, ran(MATRICES, wrong)) == name


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("one step late", lambda hs: np.concatenate([np.ones_like(hs[:1]), hs[:-1]])),
        ("one step early", lambda hs: np.concatenate([hs[1:], np.ones_like(hs[:1])])),
        ("reversed", lambda hs: hs[::-1]),
        ("transposed", lambda hs: np.swapaxes(hs, 0, 1)),
        ("first step only", lambda hs: np.concatenate([hs[:1], np.sin(hs[1:])])),
        ("one step only", lambda hs: hs if len(hs) == 1 else np.sin(hs)),
        ("", lambda hs: np.sin(hs)),
    ],
)
def test_relations_between_sequences(name: str, wrong: Callable[[Any], Any]) -> None:
    assert found(SEQUENCES, ran(SEQUENCES, wrong)) == name


def test_the_first_step_alone_is_right_and_so_the_last_states_are_not() -> None:
    key = key_of(
        [(hs := RNG.normal(size=size), hs[-1]) for size in ((4, 3, 2), (1, 2, 4), (3, 5, 3))],
        ("hs", "h_T"),
        [np.zeros(2)] * 3,
    )

    def only_first(value: Any) -> Any:
        hs = np.concatenate([value[0][:1], np.sin(value[0][1:])])
        return hs, hs[-1]

    assert found(key, ran(key, only_first)) == "first step only"
    assert found(key, ran(key, lambda value: (value[0], np.sin(value[1])))) == ""


def test_values_that_changed_places() -> None:
    assert found(PAIRS, ran(PAIRS, lambda both: both[::-1])) == "swapped returns"
    assert found(PAIRS, ran(PAIRS, lambda both: [both[1], both[0]])) == "swapped returns"
    assert found(PAIRS, ran(PAIRS, lambda both: (both[0], -both[1]))) == "negated"
    assert found(PAIRS, ran(PAIRS, lambda both: (-both[0], both[1] + 1))) == ""


def test_one_case_that_does_not_fit_is_enough_to_say_nothing() -> None:
    run = ran(MATRICES, lambda h: -h)
    assert found(MATRICES, run) == "negated"
    other = MATRICES.cases[2].expected + 1
    for spoilt in (Run("returned", other), Run("raised", error="ValueError"), Run("timed_out")):
        assert (
            found(MATRICES, TaskRun("f", "defined", (*run.runs[:2], spoilt, *run.runs[3:]))) == ""
        )


def test_right_for_a_batch_of_one_only() -> None:
    assert (
        found(MATRICES, ran(MATRICES, lambda h: h if len(h) == 1 else np.sin(h)))
        == "batch of one only"
    )
    assert (
        found(MATRICES, ran(MATRICES, lambda h: np.sin(h) if len(h) == 1 else h))
        == "not for a batch of one"
    )
    assert found(MATRICES, ran(MATRICES, lambda h: np.sin(h) if len(h) == 5 else h)) == ""


def test_breaks_down_for_large_numbers() -> None:
    expected = [RNG.normal(size=(3, 2)) for _ in range(3)]
    key = key_of(expected, inputs=[np.ones((3, 2)), np.full((3, 2), 1e4), np.full((3, 2), 3.0)])

    def spoilt(large: int) -> TaskRun:
        return TaskRun(
            "f",
            "defined",
            tuple(
                Run("returned", value * (np.nan if number == large else 1.0))
                for number, value in enumerate(expected)
            ),
        )

    assert found(key, spoilt(1)) == "overflow"
    assert found(key, spoilt(2)) == ""


def test_right_for_matrices_only() -> None:
    def key(*shapes: tuple[int, ...]) -> ExerciseKey:
        inputs = [RNG.normal(size=shape) for shape in shapes]
        return key_of([np.sin(x) for x in inputs], inputs=inputs)

    def matrices(value: Any) -> Any:
        return value if np.ndim(value) == 2 else np.cos(value)

    every = key((3, 2), (4,), (2, 3, 4), (), (2, 5))
    assert found(every, ran(every, matrices)) == "matrices only"
    assert found(every, ran(every, lambda value: value if np.ndim(value) else np.cos(value))) == ""
    some = key((3, 2), (2, 3, 4))
    assert found(some, ran(some, matrices)) != "matrices only"


def test_changed_inputs_are_not_explained_by_values() -> None:
    case = Case("inputs", RIGHT_VALUES, True, "inputs", {"x": np.ones(2)}, np.ones(2))
    key = replace(MATRICES, cases=(MATRICES.cases[0], case))
    run = TaskRun(
        "f",
        "defined",
        (Run("returned", -MATRICES.cases[0].expected), Run("returned", np.ones(2), (0,))),
    )
    assert found(key, run) == ""


def test_changed_inputs_are_told_besides_what_explains_the_values() -> None:
    case = Case("inputs", "leaves its inputs alone", True, "inputs", {"x": np.ones(2)}, np.ones(2))
    key = replace(MATRICES, cases=(*MATRICES.cases, case))
    for change, name in ((np.negative, "negated"), (np.sin, "")):
        run = TaskRun(
            "f", "defined", (*ran(MATRICES, change).runs, Run("returned", np.ones(2), (0,)))
        )
        said = diagnose(
            key,
            run,
            tuple(
                compare(case, single, Tolerance(), ("h_t",))
                for case, single in zip(key.cases, run.runs, strict=True)
            ),
            (),
        )
        assert said.finding == name
        message = explain("f", said).message
        assert message.endswith("Your function also changes its input x.") is bool(name)


def test_the_finding_is_told_with_what_was_seen_and_what_to_try() -> None:
    run = ran(MATRICES, lambda h: -h)
    said: Diagnosis = diagnose(
        MATRICES,
        run,
        tuple(
            compare(case, single, Tolerance(), ("h_t",))
            for case, single in zip(MATRICES.cases, run.runs, strict=True)
        ),
        (),
    )
    assert said.pattern == Pattern("negated")
    explanation = explain("f", said)
    assert said.misconceptions == ()
    assert "case 0" in explanation.message
    assert "wrong sign" in explanation.message
    assert "minus" in explanation.next_step


def test_when_short_and_alone_coincide_neither_is_claimed() -> None:
    key = key_of([RNG.normal(size=size) for size in ((4, 3, 2), (1, 1, 2), (5, 2, 3))], ("hs",))
    assert found(key, ran(key, lambda hs: hs if len(hs) == 1 else np.sin(hs))) == ""
