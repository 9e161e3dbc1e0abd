"""The backward states stay in the order in which they were computed."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind], axis=2)


misconception = Misconception(
    slug="bidirectional-not-turned-back",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the backward states are not put back into the order of time",
    explanation=(
        "The backward half was computed from the end, so its first state belongs to the last input."
        " Left like that, each step is paired with the state of another one: at the first step the"
        " two halves together know one input at either end and nothing about the step itself."
    ),
    hint="Which input has the first state of the backward half just read?",
)
