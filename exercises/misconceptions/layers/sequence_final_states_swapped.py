"""``return hs, c_T, h_T``."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), c_t, h_t


misconception = Misconception(
    slug="sequence-final-states-swapped",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence,
    title="the last two states are returned in the wrong order",
    explanation=(
        "Both have the same shape, so whoever continues the sequence would take the memory for what"
        " was shown and the other way round, without any error."
    ),
    hint="In which order does the docstring name the values that come back?",
    same_as=("stack-final-states-swapped",),
)
