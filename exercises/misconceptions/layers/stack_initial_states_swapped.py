"""h_0 and c_0 have changed places."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, c_l, params in zip(c_0, h_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-initial-states-swapped",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="initial hidden and cell states are mixed up",
    explanation=(
        "Both have the same shape, so nothing complains, but the gates of the first step look at"
        " the memory and the memory starts from what was shown."
    ),
    hint="In which order does a sequence take its two states?",
)
