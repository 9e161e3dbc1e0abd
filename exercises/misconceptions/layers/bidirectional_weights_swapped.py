"""Each direction has the other one's parameters."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, backward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, forward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconception = Misconception(
    slug="bidirectional-weights-swapped",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the two directions have each other's parameters",
    explanation=(
        "Weights that learnt to read from the end are used from the start and the other way round."
        " Trained weights from anywhere else would give nonsense."
    ),
    hint="Which parameters belong to the half that reads from the start?",
)
