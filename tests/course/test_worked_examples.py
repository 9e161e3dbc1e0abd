"""The worked example of each lesson (one example, two inputs, one unit) is the reference's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reference

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
X = np.array([[[1.0, 2.0]], [[0.0, 1.0]]])
H, C = np.array([[0.5]]), np.array([[2.0]])
LAYERS = {"f": (0.3, -0.1, 0.8, 0.1), "i": (-0.5, 0.25, 0.4, -0.2)}
LAYERS |= {"g": (0.2, 0.4, -0.6, 0.0), "o": (0.5, 0.0, 1.0, 0.5)}
PARAMS = {
    name: array
    for gate, (first, second, U, b) in LAYERS.items()
    for name, array in (
        (f"W_{gate}", np.array([[first, second]])),
        (f"U_{gate}", np.array([[U]])),
        (f"b_{gate}", np.array([b])),
    )
}
RNN = np.array([[0.3, -0.1]]), np.array([[0.8]]), np.array([0.1])
FUNCTIONS = {
    "f": reference.forget_gate,
    "i": reference.input_gate,
    "g": reference.candidate,
    "o": reference.output_gate,
}


def gates(x_t: np.ndarray, h_prev: np.ndarray) -> list[float]:
    return [
        float(function(x_t, h_prev, *(PARAMS[f"{part}_{gate}"] for part in "WUb"))[0, 0])
        for gate, function in FUNCTIONS.items()
    ]


def worked() -> dict[str, list[float]]:
    """The results that each lesson has to name."""
    hs = reference.rnn_sequence(X, H, *RNN)
    slopes = [(1 - float(h_t[0, 0]) ** 2) * 0.8 for h_t in hs]
    h_1, c_1 = reference.lstm_step(X[0], H, C, PARAMS)
    first = gates(X[0], H)
    states, h_2, c_2 = reference.lstm_sequence(X, H, C, PARAMS)
    second = gates(X[1], h_1)
    back = reference.lstm_step_backward(np.ones((1, 1)), np.zeros((1, 1)), X[0], H, C, PARAMS)
    tanh_c = np.tanh(c_1)
    dc = first[3] * (1 - tanh_c**2)
    zero: dict[str, Any] = {"w": np.zeros(1)}
    updated, state = reference.adam_step(
        {"w": np.array([0.5])}, {"w": np.array([0.2])}, {"m": zero, "v": zero, "t": 0},
        0.1, 0.9, 0.999, 1e-8,
    )  # fmt: skip
    forget = np.array([[[first[0]]], [[second[0]]]])
    found = {
        "rnn": [*hs, *slopes, reference.rnn_memory_gradient(hs, RNN[1])],
        "gates": first,
        "cell": [first[0] * 2, first[1] * first[2], c_1, tanh_c, h_1],
        "layers": [*second, *states, h_2, c_2],
        "backprop": [tanh_c, dc, 2 * dc, back[3]["b_f"], *back[3]["W_f"][0], back[2]],
        "memory": [*forget, reference.carousel_gradient(forget)],
    }
    assert float(updated["w"][0]) == pytest.approx(0.4)
    assert (state["m"]["w"][0], state["v"]["w"][0]) == pytest.approx((0.02, 0.00004))
    return {unit: [float(np.squeeze(value)) for value in values] for unit, values in found.items()}


WORKED = worked()


@pytest.mark.parametrize("unit", WORKED)
def test_a_lesson_s_worked_example_is_that_of_the_reference(unit: str) -> None:
    lesson = (EXERCISES / unit / "lesson.md").read_text(encoding="utf-8")
    examples = "\n".join(re.split(r"^(?=\*\*In numbers|## In numbers)", lesson, flags=re.M)[1:])
    written = {float(number) for number in re.findall(r"-?\d+\.\d{4}\b", examples)}
    missing = [value for value in WORKED[unit] if round(value, 4) not in written]
    assert not missing, f"{unit}: {missing} are not in {sorted(written)}"


@pytest.mark.parametrize("unit", WORKED)
def test_every_number_with_four_digits_is_computed(unit: str) -> None:
    """No number may be left over that the reference does not lead to."""
    lesson = (EXERCISES / unit / "lesson.md").read_text(encoding="utf-8")
    parts = re.findall(r"^(?:\*\*|## )In numbers.*?(?=^<!-- |^\*\*[A-Z])", lesson, re.M | re.S)
    known = {round(value, 4) for values in WORKED.values() for value in values}
    pre = reference.rnn_step(X[1], reference.rnn_step(X[0], H, *RNN), *RNN)
    known |= {round(float(np.arctanh(pre)[0, 0]), 4)}
    for number in re.findall(r"(?<![\d.])\d\.\d{4}\b", "\n".join(parts)):
        assert float(number) in known or -float(number) in known, (unit, number)


def test_counts_of_the_worked_example() -> None:
    assert (reference.count_parameters(2, 1, 1), reference.count_parameters(2, 1, 2)) == (16, 28)
