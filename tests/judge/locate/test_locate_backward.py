"""Backward passes with one slip each: what is computed nowhere, and loops in the wrong order."""

from __future__ import annotations

import pytest

from autograder.data.location import LocationKind
from tests.judge.locate.places import line_of, located, place_of

STEP = """
import numpy as np

def sg(z):
    return 1 / (1 + np.exp(-z))

def step_back(dh, dc, x, h, c, p):
    z = {k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"}
    f, i, o, g = sg(z["f"]), sg(z["i"]), sg(z["o"]), np.tanh(z["g"])
    new = np.tanh(f * c + i * g)
    part = dh * o * (1 - new ** 2)
    total = dc + part
    d = {"f": total * c * f * (1 - f), "i": total * g * i * (1 - i),
         "g": total * i * (1 - g ** 2), "o": dh * new * o * (1 - o)}
    grads = {}
    for k in d:
        grads["W_" + k], grads["U_" + k], grads["b_" + k] = d[k].T @ x, d[k].T @ h, d[k].sum(0)
    dx = sum(d[k] @ p["W_" + k] for k in d)
    dh_prev = sum(d[k] @ p["U_" + k] for k in d)
    dc_prev = total * f
    return dx, dh_prev, dc_prev, grads

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    return step_back(dh_t, dc_t, x_t, h_prev, c_prev, params)

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    h, c, states = h_0, c_0, []
    for x in X:
        states.append((h, c))
        z = {k: x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        c = sg(z["f"]) * c + sg(z["i"]) * np.tanh(z["g"])
        h = sg(z["o"]) * np.tanh(c)
    dX, total = np.zeros_like(X), {k: np.zeros_like(v) for k, v in params.items()}
    dh, dc = np.zeros_like(h_0), np.zeros_like(c_0)
    for t in reversed(range(len(X))):
        dX[t], dh, dc, grads = step_back(dh + dhs[t], dc, X[t], *states[t], params)
        for k in grads:
            total[k] += grads[k]
    return dX, dh, dc, total
"""
ONE, ALL = "lstm_step_backward", "lstm_sequence_backward"
SLIPS: dict[str, tuple[str, str, str, LocationKind, str]] = {
    "no forget gate": (ONE, "dc_prev = total * f", "dc_prev = total", "missing", "dc_{t-1}"),
    "no gradient of the next cell": (
        *(ONE, "total = dc + part", "total = part", "missing", "dc_t"),
    ),
    "no gradient of the next state": (
        *(ALL, "step_back(dh + dhs[t], dc", "step_back(dhs[t], dc", "missing", "dh_t"),
    ),
    "forwards": (
        *(ALL, "for t in reversed(range(len(X))):", "for t in list(range(len(X))):", "order", ""),
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_line_is_found_and_what_is_computed_nowhere(slip: str) -> None:
    slug, right, wrong, kind, wanted = SLIPS[slip]
    place, line = place_of(slug, STEP, right, wrong)
    assert (place.line, place.kind) == (line, kind)
    if wanted:
        assert place.wanted is not None
        assert place.wanted.name == wanted


def test_a_step_on_the_way_that_is_right_is_not_called_missing() -> None:
    place = located(ONE, STEP.replace("(1 - new ** 2)", "(1 + new ** 2)"), 1)
    assert place is not None
    assert place.kind == "leaves"


def test_what_stands_within_a_right_formula_is_drawn_as_right() -> None:
    inlined = STEP.replace("    total = dc + part\n", "")
    for right, inside in (
        ("total * c *", "(dc * c + part * c) *"),
        ("total * g *", "dc * g + part * g *"),  # without its parentheses
        ("total * i *", "(dc * i + part * i) *"),
        ("total * f", "dc * f + part * f"),
    ):
        assert inlined.count(right) == 1
        inlined = inlined.replace(right, inside)
    place = located(ONE, inlined, 1)
    assert place is not None
    assert place.picture.wrong == "di_t"
    assert {"dc_t", "df_t", "dg_t", "dc_{t-1}"} <= set(place.picture.right)
    assert place.wanted is not None
    assert place.wanted.name == "di_t"


def test_a_backward_pass_is_drawn_from_the_last_step() -> None:
    place = located(ALL, STEP.replace("dhs[t], dc, X[t]", "dhs[t], dc, X[max(t, 2)]"), 0)
    assert place is not None
    assert (place.step, place.picture.steps, place.picture.backwards) == (2, 4, True)
    forward = located(ALL, STEP.replace("c = sg(z", "c = 2 * sg(z"), 0)
    assert forward is not None
    assert not forward.picture.backwards


@pytest.mark.parametrize("step", ["1e-5", "TINY"])
def test_a_difference_quotient_is_not_blamed_for_a_wrong_forward_pass(step: str) -> None:
    quotient = f"""
import numpy as np
TINY = 1e-5
def forward(x, h, c, p):
    z = {{k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"}}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    c = f * c + i * np.tanh(z["g"])
    return o * np.tanh(c), c

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    def slopes(array):
        found = np.zeros_like(array)
        for at in np.ndindex(array.shape):
            kept = array[at]
            sides = []
            for moved in (kept + {step}, kept - {step}):
                array[at] = moved
                h, c = forward(x_t, h_prev, c_prev, params)
                sides.append(np.sum(h * dh_t + c * dc_t))
            array[at] = kept
            found[at] = (sides[0] - sides[1]) / 2e-5
        return found
    x_t, h_prev, c_prev = x_t.copy(), h_prev.copy(), c_prev.copy()
    params = {{k: v.copy() for k, v in params.items()}}
    grads = {{k: slopes(v) for k, v in params.items()}}
    return slopes(x_t), slopes(h_prev), slopes(c_prev), grads
"""
    wrong = quotient.replace("return o * np.tanh(c), c", "return o, c")
    place = located(ONE, wrong, 0)
    assert place is not None
    assert place.line in (line_of(wrong, "c = f * c"), line_of(wrong, "return o, c"))
