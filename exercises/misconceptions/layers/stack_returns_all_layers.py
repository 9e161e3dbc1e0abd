"""The hidden sequences of all layers come back."""

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
    return np.stack(every), np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-returns-all-layers",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="the hidden states of all layers are returned",
    explanation=(
        "What a stack shows to the outside is its top layer; the layers below are its inner works."
        " A read-out that got them all would have one axis too many."
    ),
    hint="Which layer's hidden states does the docstring ask for?",
)
