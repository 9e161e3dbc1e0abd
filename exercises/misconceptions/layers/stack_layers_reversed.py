"""The layers are applied from the top down."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, c_l, params in zip(h_0, c_0, layers[::-1], strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-layers-reversed",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="the layers are applied from the top down",
    explanation=(
        "layers[0] reads the input; its W has one column for each input. Starting from the other"
        " end does not fit, or, when inputs and units are equally many, silently computes another"
        " network."
    ),
    hint="Which of the layers has weights that fit X?",
)
