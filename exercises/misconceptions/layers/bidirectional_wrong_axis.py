"""The halves are joined along another axis."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind[::-1]])


misconception = Misconception(
    slug="bidirectional-wrong-axis",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the two halves are joined one after the other in time",
    explanation=(
        "np.concatenate joins along the first axis unless told otherwise, and that axis is time:"
        " the sequence became twice as long. The two halves belong to the same steps, so they stand"
        " side by side."
    ),
    hint="Which of the three axes should become longer?",
)
