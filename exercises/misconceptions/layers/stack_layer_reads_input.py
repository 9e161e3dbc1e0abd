"""Every layer is fed with the raw input."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    h_T, c_T = [], []
    for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(X, h_l, c_l, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-layer-reads-input",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="every layer reads the raw input",
    explanation=(
        "In a stack each layer reads the hidden states of the one below. Fed with X, the layers"
        " stand side by side instead of on top of each other: only the last one counts, and the"
        " others are computed for nothing and never learn."
    ),
    hint="What is the input of layer 2? Look at the shape of its W.",
)
