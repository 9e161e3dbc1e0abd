"""What only a submission's process can see is its word: it can be forged, and is worth little."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.discover import load_course
from autograder.data.answer_key import AnswerKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.runs import Chunk
from autograder.grade import grade
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission
from tests.conftest import UnitKey

ROOT = Path(__file__).parents[2]
EXERCISES = [exercise for unit in load_course(ROOT).units for exercise in unit.exercises]
LARGEST_SHARE = 0.1
UNTIDY = """
import numpy as np
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t @ W_f.T + h_prev @ U_f.T + b_f
    if x_t.flags.writeable:
        x_t[...] = 0
    small = np.exp(-abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small)){wrong}
"""
LIE = "import sys\nsys.modules['inside.wire'].changed = lambda *ignored: []\n"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_what_can_be_forged_is_worth_little(exercise: object) -> None:
    criteria = {item.name: item.weight for item in exercise.criteria}  # type: ignore[attr-defined]
    forgeable = {item.criterion for item in exercise.cases if item.judge == "inputs"}  # type: ignore[attr-defined]
    assert RIGHT_VALUES not in forgeable
    assert sum(criteria[name] for name in forgeable) <= LARGEST_SHARE * sum(criteria.values())


def marks(source: str, key: AnswerKey, sandbox: Sandbox) -> float:
    score = grade(Submission("eve", "gates", (Chunk("hand-in", source),)), key, sandbox).score
    assert score is not None
    return score


def test_a_lie_about_inputs_gains_that_little_and_only_for_right_values(
    key: AnswerKey, locked: Sandbox
) -> None:
    told, lied = (marks(lie + UNTIDY.format(wrong=""), key, locked) for lie in ("", LIE))
    assert 0 < told < lied == key.max_score
    assert lied - told <= LARGEST_SHARE * key.max_score
    assert marks(LIE + UNTIDY.format(wrong=" * 2"), key, locked) == 0


EMPTY = """
import math
def sigmoid(z):
    return 1 / (1 + math.exp(-z))
def forget_gate(x_t, *ignored):
    return sigmoid(x_t)
input_gate = output_gate = forget_gate
"""


ZEROS = """
import numpy as np
def lstm_step(x_t, h_prev, c_prev, p):
    z = {k: x_t @ p["W_" + k].T + h_prev @ p["U_" + k].T + p["b_" + k] for k in "figo"}
    s = lambda v: (1 + np.tanh(v / 2)) / 2
    c_t = s(z["f"]) * c_prev + s(z["i"]) * np.tanh(z["g"])
    return s(z["o"]) * np.tanh(c_t), c_t
def lstm_sequence(X, h, c, params):
    hs = np.zeros((len(X), *h.shape), int)
    for t, x_t in enumerate(X):
        h, c = lstm_step(x_t, h, c, params)
        hs[t] = h
    return hs, h, c
def lstm_bidirectional(X, forward, backward):
    return np.zeros((X.shape[0], X.shape[1], 2 * len(forward["b_f"])))
"""


@pytest.mark.slow
def test_a_mistake_that_leaves_nothing_but_zeros_is_worth_nothing_further_on(
    unit_key: UnitKey, locked: Sandbox
) -> None:
    marked = grade(
        Submission("eve", "layers", (Chunk("hand-in", ZEROS),)), unit_key("layers"), locked
    )
    assert marked.score == 0
    assert marked.exercises[0].misconceptions


def test_a_mistake_that_only_raises_is_worth_nothing_further_on(
    unit_key: UnitKey, locked: Sandbox
) -> None:
    """Right given the learner's own mistake is something else than stopping in the same place."""
    marked = grade(
        Submission("eve", "gates", (Chunk("hand-in", EMPTY),)), unit_key("gates"), locked
    )
    assert marked.score == 0
    assert marked.exercises[0].misconceptions  # else nothing further on would be put down to it
