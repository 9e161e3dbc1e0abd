"""h_0 and c_0 are returned as the last states."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_0, c_0


misconception = Misconception(
    slug="sequence-returns-initial-states",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence,
    title="the initial states are returned as the last ones",
    explanation=(
        "h_T and c_T are where the sequence ended, for whoever goes on from there. With the initial"
        " states returned, a long text that is read piece by piece would start every piece where"
        " the first one started."
    ),
    hint="Which variables hold the states after your loop, and which do you return?",
)
