"""The halves are added."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return ahead + behind[::-1]


misconception = Misconception(
    slug="bidirectional-adds",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the two halves are added",
    explanation=(
        "Added, the reader can no longer tell what comes from the past and what from the future."
        " Side by side, it can weigh each of them by itself."
    ),
    hint="What size does the last axis of the result have?",
)
