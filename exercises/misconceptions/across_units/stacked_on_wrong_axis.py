"""The steps are stacked along the second axis."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for x_t in X:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs, axis=1)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs, axis=1), h_t, c_t


misconceptions = [
    Misconception(
        slug="stacked-on-wrong-axis",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the steps are stacked along the batch axis",
        explanation=(
            "The states are right, but they come back as (B, T, H). Everything here is time-major:"
            " a layer above would loop over the examples as if they were steps and pass the memory"
            " of one sequence on to another."
        ),
        hint="Which axis of hs is time? np.stack lets you say where the new axis goes.",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
