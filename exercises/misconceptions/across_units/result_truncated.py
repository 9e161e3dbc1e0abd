"""The results are written into an array of integers."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = np.zeros((len(X), *h_0.shape), dtype=int), h_0
    for t, x_t in enumerate(X):
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs[t] = h_t
    return hs


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = np.zeros((len(X), *h_0.shape), dtype=int), h_0, c_0
    for t, x_t in enumerate(X):
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs[t] = h_t
    return hs, h_t, c_t


misconceptions = [
    Misconception(
        slug="result-truncated",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the results are cut to whole numbers",
        explanation=(
            "NumPy cuts off everything behind the point when a float is written into an array of"
            " integers, without a word. A hidden state lies between -1 and 1, so every one of them"
            " became 0."
        ),
        hint="What dtype does the array have that you write the results into?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
