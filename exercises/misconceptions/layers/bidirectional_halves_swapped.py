"""The backward half comes first."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([behind[::-1], ahead], axis=2)


misconception = Misconception(
    slug="bidirectional-halves-swapped",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the backward half comes before the forward half",
    explanation=(
        "The order of the two halves is a convention, but whoever reads the result relies on it:"
        " weights above that were trained for one order do nonsense with the other."
    ),
    hint="Which half does the docstring put into the first H columns?",
)
