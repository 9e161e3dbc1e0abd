"""Every layer starts from the first layer's states."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for params in layers:
        hs, h_last, c_last = lstm_sequence(hs, h_0[0], c_0[0], params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


misconception = Misconception(
    slug="stack-states-of-first-layer",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="every layer starts from the states of the first",
    explanation=(
        "Each layer has its own two states, h_0[l] and c_0[l]. When a long text is read piece by"
        " piece, the upper layers would lose their memory at each seam and take over another one's."
    ),
    hint="What is the first axis of h_0?",
)
