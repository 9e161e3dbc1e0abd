"""Slips in code that is written in its own way: what must be named, and what must not."""

from __future__ import annotations

import pytest

from autograder.data.location import LocationKind
from autograder.judge.messages.places import place_evidence, place_step
from tests.judge.locate.places import located, place_of
from tests.judge.locate.test_locate import SEQUENCE, STEP

BY_SIGN = SEQUENCE.replace(
    "    return 1 / (1 + np.exp(-z))",
    "    e = np.exp(-np.abs(z))\n    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))",
)

COLLECTED = SEQUENCE.replace("np.stack(hs)", "np.array(hs)")

FROM_ONE = """
import numpy as np

def lstm_sequence(X, h_0, c_0, params):
    T = len(X)
    h, c = np.zeros((T + 1, *h_0.shape)), np.zeros((T + 1, *c_0.shape))
    h[0], c[0] = h_0, c_0
    for t in range(1, T + 1):
        z = {k: X[t - 1] @ params["W_" + k].T + h[t - 1] @ params["U_" + k].T + params["b_" + k]
             for k in "figo"}
        f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
        c[t] = f * c[t - 1] + i * np.tanh(z["g"])
        h[t] = o * np.tanh(c[t])
    return h[1:], h[-1], c[-1]
"""

BY_ROWS = """
import numpy as np

def rnn_memory_gradient(hs, U):
    B, H = hs.shape[1:]
    J = np.zeros((B, H, H))
    for i in range(H):
        dh, t = np.zeros((B, H)), len(hs) - 1
        dh[:, i] = 1
        while t >= 0:
            dh = (dh * (1 - hs[t] ** 2)) @ U
            t = t - 1
        J[:, i, :] = dh
    return J
"""

CHECKED = STEP.replace(
    '    g = np.tanh(gate("g"))',
    '    g = np.tanh(gate("g"))\n    assert g.shape == f.shape',
)

SLIPS: dict[str, tuple[str, str, str, str, LocationKind]] = {
    # what it is: exercise, source, right words, wrong words, kind
    "a helper that is wrong for some numbers": (
        *("lstm_sequence", BY_SIGN, "1 / (1 + e), e", "1 / (1), e"),
        "leaves",
    ),
    "a loop that counts from 1": (
        *("lstm_sequence", FROM_ONE, "i * np.tanh", "i * np.sin"),
        "leaves",
    ),
    "a state that a helper is given": (
        *("lstm_sequence", SEQUENCE, "h, c = h_0, c_0", "h, c = h_0, h_0"),
        "start value",
    ),
    "what is collected nowhere": (
        *("lstm_sequence", COLLECTED, "hs.append(h)", "hs + [h]"),
        "dropped",
    ),
    "a loop that ends too early": (
        *("rnn_memory_gradient", BY_ROWS, "while t >= 0", "while t >= 1"),
        "order",
    ),
    "a value that is checked before it is used": (
        *("lstm_step", CHECKED, 'g = np.tanh(gate("g"))', 'g = gate("g")'),
        "missing",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_line_is_found(slip: str) -> None:
    slug, source, right, wrong, kind = SLIPS[slip]
    place, line = place_of(slug, source, right, wrong)
    assert (place.line, place.kind) == (line, kind)
    assert "_gatewise" not in place.text


def test_what_is_kept_nowhere_is_said() -> None:
    place = located("lstm_sequence", COLLECTED.replace("hs.append(h)", "hs + [h]"))
    assert place is not None
    assert "`hs + [h]`, is kept nowhere, and a result stays empty" in place_evidence(place)
    assert place_step(place) == "Put it where the result is collected."
