"""One layer's parameters for all."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, c_l in zip(h_0, c_0, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, h_l, c_l, layers[0])
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-shares-weights",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="all layers use the parameters of the first",
    explanation=(
        "Weights are shared along time, not between layers: the first layer reads inputs, the"
        " others read hidden states, so they have different things to learn, and mostly different"
        " shapes. The other layers' parameters would never get a gradient."
    ),
    hint="How many sets of parameters came in, and how many do you use?",
)
