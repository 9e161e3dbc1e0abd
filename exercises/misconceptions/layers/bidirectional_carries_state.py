"""The backward half starts from the forward half's last state."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, h_T, c_T = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], h_T, c_T, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconception = Misconception(
    slug="bidirectional-carries-state",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the backward half starts from the last state of the forward half",
    explanation=(
        "The two directions are two networks that do not know of each other; each starts from"
        " zeros. Handing the state over lets the backward half see the whole past at once, in a"
        " memory that was written by other weights."
    ),
    hint="What states does each half start from?",
)
