"""A layer starts where the one below has ended."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_last, c_last, h_T, c_T = X, h_0[0], c_0[0], [], []
    for params in layers:
        hs, h_last, c_last = lstm_sequence(hs, h_last, c_last, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-states-from-below",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="each layer starts from the last states of the layer below",
    explanation=(
        "States travel along time within a layer; only h travels up. Starting a layer where the one"
        " below ended mixes up two directions: its first step would already know the whole"
        " sequence."
    ),
    hint="Where do the states of layer 2 come from at the first step?",
)
