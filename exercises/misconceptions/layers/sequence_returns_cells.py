"""The cell states come back where the hidden states should."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_sequence(X, h_0, c_0, params):
    cs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        cs.append(c_t)
    return np.stack(cs), h_t, c_t


misconception = Misconception(
    slug="sequence-returns-cells",
    replaces="lstm_sequence",
    wrong=wrong_lstm_sequence,
    title="the cell states are collected where the hidden states should be",
    explanation=(
        "What a layer hands to the next layer and to the read-out is what its output gates let out,"
        " h. The memory is private and unbounded; passed up, it would saturate the gates above, and"
        " the output gates would do nothing."
    ),
    hint="Which of the two states is a layer's output?",
)
