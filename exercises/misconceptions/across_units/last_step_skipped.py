"""The loop ends one step early."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], h_0
    for t in range(len(X) - 1):
        h_t = rnn_step(X[t], h_t, W, U, b)
        hs.append(h_t)
    return np.array(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for t in range(len(X) - 1):
        h_t, c_t = lstm_step(X[t], h_t, c_t, params)
        hs.append(h_t)
    return np.array(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="last-step-skipped",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the loop ends one step early",
        explanation=(
            "The last input is never read. A classifier that looks at the last state would miss the"
            " end of every sequence, and its gradient would start one step too early."
        ),
        hint="With T steps, which is the last index, and does your loop reach it?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
