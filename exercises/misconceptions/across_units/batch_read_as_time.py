"""The loop runs over the examples."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for t in range(X.shape[1]):
        h_t = rnn_step(X[:, t], h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for t in range(X.shape[1]):
        h_t, c_t = lstm_step(X[:, t], h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="batch-read-as-time",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the loop runs over the examples where it should run over time",
        explanation=(
            "Sequences are time-major here: the first axis is time, the second the batch. Looping"
            " over the second axis hands the state of one example on to the next one, as if"
            " unrelated sequences were one story."
        ),
        hint="Which axis of X is time? The shapes in the docstring say so.",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
