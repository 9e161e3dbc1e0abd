"""``return hs, c_T, h_T``."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(c_T), np.stack(h_T)


misconception = Misconception(
    slug="stack-final-states-swapped",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="the last states are returned in the wrong order",
    explanation=(
        "Both have the same shape, so whoever continues the sequence would take the memory for what"
        " was shown and the other way round, without any error."
    ),
    hint="In which order does the docstring name the values that come back?",
    same_as=("sequence-final-states-swapped",),
)
