"""The loop starts with the second input."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for x_t in X[1:]:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X[1:]:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="first-step-skipped",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the first input is skipped",
        explanation=(
            "h_0 is the state before anything was read, so the first input belongs to the first"
            " step of the loop. Skipped, the start of every sequence is lost, and all hidden states"
            " belong to the wrong inputs."
        ),
        hint="Which input should the very first step read?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
