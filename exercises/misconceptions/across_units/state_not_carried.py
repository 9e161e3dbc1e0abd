"""Every step starts from the initial states."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    return np.stack([rnn_step(x_t, h_0, W, U, b) for x_t in X])


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs = []
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_0, c_0, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconceptions = [
    Misconception(
        slug="state-not-carried",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="every step starts from the initial state again",
        explanation=(
            "The loop runs over time, but nothing is handed from one step to the next, so each step"
            " reads its input as if it were the first. There is no memory at all, and a gradient"
            " has no way back in time."
        ),
        hint="What does step t need from step t - 1, and where does your loop keep it?",
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence)
]
