"""Only the cell state is carried."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, c_t = [], c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_0, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


misconception = Misconception(
    slug="sequence-hidden-not-carried",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence,
    title="the cell state is carried on, the hidden state is not",
    explanation=(
        "Both states belong to the next step. With the first hidden state at every step the gates"
        " never see what the cell has shown, so what to keep or write cannot depend on what was"
        " read before."
    ),
    hint="Two states come out of a step. Do both go into the next?",
)
