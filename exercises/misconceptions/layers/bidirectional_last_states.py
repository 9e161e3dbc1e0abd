"""The last state of each half, at no step in particular."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    _, ahead, _ = lstm_sequence(X, zeros, zeros, forward)
    _, behind, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind], axis=1)


misconception = Misconception(
    slug="bidirectional-last-states",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="only the last state of each direction is returned",
    explanation=(
        "For every step there should be a state that knows what came before and what comes after."
        " The last states sum up the whole sequence, but say nothing about a single step."
    ),
    hint="How many steps should the result have?",
)
