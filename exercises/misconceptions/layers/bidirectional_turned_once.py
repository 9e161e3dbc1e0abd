"""The backward half reads forward, and its states are reversed."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X, zeros, zeros, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconception = Misconception(
    slug="bidirectional-turned-once",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the states are reversed, the input was not",
    explanation=(
        "Turning round only the result pairs each step with the state of another: the backward half"
        " has read from the start like the forward one. The input has to be read from its end"
        " first."
    ),
    hint="How many times does the order of time have to be turned, and where?",
)
