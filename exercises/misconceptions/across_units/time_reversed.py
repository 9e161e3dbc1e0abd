"""The sequence is read from its end."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for x_t in X[::-1]:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X[::-1]:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="time-reversed",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the sequence is read from its end",
        explanation=(
            "Order is what a recurrent network is there for. Read backwards, the state at a step"
            " knows the future and not the past, so it could not be used to predict anything, and"
            " hs[0] belongs to the last input."
        ),
        hint="Which input should the first hidden state have seen?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
