"""(B, T, …) throughout, as in PyTorch's batch_first."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for t in range(X.shape[1]):
        h_t = rnn_step(X[:, t], h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs, axis=1)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for t in range(X.shape[1]):
        h_t, c_t = lstm_step(X[:, t], h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs, axis=1), h_t, c_t


misconceptions = [
    Misconception(
        slug="batch-first",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="sequences are read and returned with the batch as first axis",
        explanation=(
            "Many libraries can hold sequences as (B, T, I); here they are time-major, (T, B, I)."
            " Read the other way round, each example is taken for a step and the state of one"
            " example is handed on to the next."
        ),
        hint="Which axis of X is time? The shapes in the docstring say so, for X and for hs.",
        same_as=("batch-read-as-time",),  # where it raises before anything is returned
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
