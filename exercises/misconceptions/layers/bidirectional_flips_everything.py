"""np.flip without an axis."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(np.flip(X), zeros, zeros, backward)
    return np.concatenate([ahead, np.flip(behind)], axis=2)


misconception = Misconception(
    slug="bidirectional-flips-everything",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="every axis is turned round, not time alone",
    explanation=(
        "np.flip turns all axes unless it is told which: the examples change places as well, and"
        " each input meets the weights of another one. Only the order of time should be turned."
    ),
    hint="Flip a small array of shape (2, 2, 2) as you do, and print it. Which axis is time?",
)
