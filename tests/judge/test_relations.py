"""Each relation holds between the arrays that it names, and between no others."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.data.diagnosis import PatternName
from autograder.data.tolerance import Tolerance
from autograder.judge.relations import RELATIONS, Floats

RNG = np.random.default_rng(11)
M = RNG.normal(size=(3, 3))
WIDE = RNG.normal(size=(2, 3))
SEQ = RNG.normal(size=(4, 3, 2))
CUBE = RNG.normal(size=(3, 3, 3))
ONE = RNG.normal(size=(1, 3, 2))
ROW = RNG.normal(size=4)
NEVER = np.full_like(SEQ[:1], 9.0)
LATE, EARLY = np.concatenate([NEVER, SEQ[:-1]]), np.concatenate([SEQ[1:], NEVER])
FIRST = np.concatenate([SEQ[:1], SEQ[1:] + 5])
HALVES = np.array([0.5, 1.6, -2.7])


def holds(name: PatternName, expected: Floats, got: Floats) -> bool | None:
    """What the relation says of two arrays."""
    return dict(RELATIONS)[name](expected, got, Tolerance())


@pytest.mark.parametrize(
    ("name", "expected", "got", "verdict"),
    [
        ("transposed", WIDE, WIDE.T, True),
        ("transposed", M, M.T, True),
        ("transposed", SEQ, np.swapaxes(SEQ, 0, 1), True),
        ("transposed", SEQ, np.swapaxes(SEQ, 1, 2), True),
        ("transposed", CUBE, np.swapaxes(CUBE, 0, 2), True),
        ("transposed", SEQ, np.transpose(SEQ, (1, 2, 0)), False),
        ("transposed", M, M, False),
        ("transposed", M, M.T + 1, False),
        ("transposed", ROW, ROW[:, None] * ROW, False),
        ("transposed", np.ones((1, 1)), np.ones((3, 3)), False),
        ("transposed", ROW, ROW, False),
        ("negated", M, -M, True),
        ("negated", M, M, False),
        ("negated", M, -M + 1, False),
        ("negated", np.ones((2, 3)), -np.ones(3), False),
        ("reversed", SEQ, SEQ[::-1], True),
        ("reversed", SEQ, SEQ, False),
        ("reversed", SEQ, SEQ[:, ::-1], False),
        ("reversed", M, M[::-1], False),
        ("reversed", ONE, ONE, True),
        ("reversed", np.ones((4, 3, 2)), np.ones((1, 3, 2)), False),
        ("one step late", SEQ, LATE, True),
        ("one step late", SEQ, EARLY, False),
        ("one step late", SEQ, SEQ, False),
        ("one step late", ONE, ONE + 1, None),
        ("one step late", M, np.vstack([M[:1], M[:-1]]), False),
        ("one step late", np.ones((3, 3, 2)), np.ones((2, 3, 2)), False),
        ("one step late", SEQ[:2], np.concatenate([NEVER, SEQ[:1]]), True),
        ("one step late", np.ones((2, 2, 1)), np.ones((2, 2, 2)), False),
        ("one step early", SEQ, EARLY, True),
        ("one step early", SEQ, LATE, False),
        ("one step early", ONE, ONE + 1, None),
        ("one step early", M, np.vstack([M[1:], M[:1]]), False),
        ("one step early", np.ones((2, 2, 1)), np.ones((2, 2, 2)), False),
        ("one step early", SEQ[:2], np.concatenate([SEQ[1:2], NEVER]), True),
        ("first step only", SEQ, FIRST, True),
        ("first step only", SEQ[:2], FIRST[:2], True),
        ("first step only", SEQ, SEQ + 5, False),
        ("first step only", SEQ, SEQ, False),
        ("first step only", ONE, ONE, False),
        ("first step only", M, M + 1, None),
        ("first step only", ROW, ROW, False),
        (
            "first step only",
            np.ones((2, 2, 1)),
            np.array([[[1.0, 1], [1, 1]], [[5, 5], [5, 5]]]),
            False,
        ),
        (
            "first step only",
            np.ones((2, 2, 2, 2)),
            np.stack([np.ones((2, 2, 2)), np.zeros((2, 2, 2))]),
            False,
        ),
        ("axis of one", M, M[:, None], True),
        ("axis of one", M[:, None], M, True),
        ("axis of one", M, M, False),
        ("axis of one", M, M[:, None] + 1, False),
        ("axis of one", np.ones((2, 3)), np.ones((1, 3)), False),
        ("axis of one", M, M.ravel(), False),
        ("reshaped", WIDE, WIDE.ravel(), True),
        ("reshaped", WIDE, WIDE.reshape(3, 2), True),
        ("reshaped", WIDE, WIDE, False),
        ("reshaped", WIDE, WIDE.ravel() + 1, False),
        ("reshaped", WIDE, WIDE.ravel()[:5], False),
        ("whole numbers", HALVES, np.array([0.0, 1.0, -2.0]), True),
        ("whole numbers", HALVES, np.array([0.0, 2.0, -3.0]), True),
        ("whole numbers", HALVES, np.array([0.0, 2.0, -2.0]), False),
        ("whole numbers", HALVES, HALVES, False),
        ("whole numbers", np.array([1.0, 2.0]), np.array([1.0, 2.0]), False),
        ("whole numbers", np.array([1.0, 2.5]), np.array([1.0, 2.0]), True),
        ("whole numbers", np.array([[0.5], [0.5]]), np.array([0.0]), False),
        ("imprecise", M, M * 1.005, True),
        ("imprecise", M, M * 1.05, False),
        ("imprecise", np.array([100.0, 0.0]), np.array([100.0, 0.09]), True),
        ("imprecise", np.array([100.0, 0.0]), np.array([100.0, 0.11]), False),
        ("imprecise", np.array([-100.0, 0.0]), np.array([-100.0, 0.09]), True),
        ("imprecise", np.array([1.0, 0.0]), np.array([1.0, 0.002]), False),
        ("imprecise", np.array([100.0]), np.array([101.0]), True),
        ("imprecise", np.array([100.0]), np.array([101.2]), False),
        ("imprecise", np.ones((2, 3)), np.ones(3), False),
        ("imprecise", np.zeros((0, 3)), np.zeros((0, 3)), True),
    ],
)
def test_a_relation_holds_or_not(
    name: PatternName, expected: Floats, got: Floats, verdict: bool | None
) -> None:
    found = holds(name, expected, got)
    assert (found is None) is (verdict is None)
    assert bool(found) is bool(verdict)


def test_exact_arrays_come_before_arrays_that_are_nearly_right() -> None:
    assert [name for name, _ in RELATIONS] == [
        "transposed",
        "axis of one",
        "reshaped",
        "negated",
        "reversed",
        "one step late",
        "one step early",
        "first step only",
        "whole numbers",
        "imprecise",
    ]
