"""The forward parameters for both directions."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, forward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconception = Misconception(
    slug="bidirectional-shares-weights",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="both directions use the forward parameters",
    explanation=(
        "What follows from the past and what follows from the future are different things to learn,"
        " so each direction has weights of its own. The backward ones would never get a gradient."
    ),
    hint="Which of the arguments does your function not use?",
)
