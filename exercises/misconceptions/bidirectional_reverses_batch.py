"""The examples are reversed, not the time."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(X[:, ::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind[:, ::-1]], axis=2)


misconception = Misconception(
    slug="bidirectional-reverses-batch",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the examples are reversed where time should be",
    explanation="The first axis is time, the second the batch. Reversing the examples and putting them back changes "
                "nothing: the backward half has read from the start like the other one.",
    hint="Which axis of X is time?",
    same_as=("bidirectional-not-reversed",),
)
