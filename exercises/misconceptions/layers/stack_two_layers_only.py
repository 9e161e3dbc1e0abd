"""Written for two layers."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_1, c_1 = lstm_sequence(X, h_0[0], c_0[0], layers[0])
    hs, h_2, c_2 = lstm_sequence(hs, h_0[1], c_0[1], layers[1])
    return hs, np.stack([h_1, h_2]), np.stack([c_1, c_2])


misconception = Misconception(
    slug="stack-two-layers-only",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="written for exactly two layers",
    explanation=(
        "How many layers there are is said by the list that comes in. With two written out, a third"
        " would be left out without a word, and a single layer would be an error."
    ),
    hint="What in your code changes when the list has three entries, or one?",
)
