"""The state is stored before the step, not after it."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for x_t in X:
        hs.append(h_t)
        h_t = rnn_step(x_t, h_t, W, U, b)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        hs.append(h_t)
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="states-one-step-late",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the states are one step late",
        explanation=(
            "Each state was stored before its input was read, so hs[t] knows nothing of x_t."
            " Whatever reads hs would answer one step behind, and the last input would never show"
            " in it."
        ),
        hint="In the body of your loop, what comes first: taking the step, or storing its result?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
