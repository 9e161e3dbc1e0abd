"""All layers' states are handed to every layer."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for params in layers:
        hs, h_last, c_last = lstm_sequence(hs, h_0, c_0, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-states-not-indexed",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="every layer is given the states of all layers",
    explanation=(
        "h_0 and c_0 hold one state a layer. Handed over whole they broadcast: each layer is run"
        " once for every layer's state, results get an axis too many, and no layer remembers what"
        " was its own."
    ),
    hint="What is the first axis of h_0, and which entry of it belongs to layer l?",
)
