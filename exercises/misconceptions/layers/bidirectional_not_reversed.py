"""Both halves read from the start."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X, zeros, zeros, backward)
    return np.concatenate([ahead, behind], axis=2)


misconception = Misconception(
    slug="bidirectional-not-reversed",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="both halves read from the start",
    explanation=(
        "Two networks that read in the same direction know the same past. The point of the second"
        " is to know what comes after: without it a step can never use what follows."
    ),
    hint=(
        "In which order does the backward half meet the inputs? If you slice, which axis does the"
        " slice turn round?"
    ),
)
