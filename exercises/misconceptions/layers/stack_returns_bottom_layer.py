"""The first layer's hidden states come back."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, every, h_T, c_T = X, [], [], []
    for h_l, c_l, params in zip(h_0, c_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
        every.append(hs)
        h_T.append(h_last)
        c_T.append(c_last)
    return every[0], np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-returns-bottom-layer",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="the hidden states of the first layer are returned",
    explanation=(
        "The result of a stack is what its top layer shows. With the first layer's states"
        " everything above it is computed for nothing: the loss never sees it, so it never learns."
    ),
    hint="After your loop, which layer does the sequence belong to that you return?",
)
