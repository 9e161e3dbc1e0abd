"""One array is stored over and over, and holds the last state in the end."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], np.array(h_0)
    for x_t in X:
        h_t[:] = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], np.array(h_0), c_0
    for x_t in X:
        h_t[:], c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="same-array-every-step",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="one and the same array was stored at every step",
        explanation=(
            "A list holds references, not copies. Writing into the same array at every step changes"
            " all entries that were stored before, so in the end every step shows the last state,"
            " and the backward pass would read the wrong one everywhere but at the end."
        ),
        hint=(
            "Are the arrays in your list different objects? Look for an assignment into an array"
            " that is already stored."
        ),
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
