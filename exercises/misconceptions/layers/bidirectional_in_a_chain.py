"""The backward half reads the forward half's states."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence


def wrong_lstm_bidirectional(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    ahead, _, _ = lstm_sequence(X, zeros, zeros, forward)
    behind, _, _ = lstm_sequence(ahead[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind[::-1]], axis=2)


misconception = Misconception(
    slug="bidirectional-in-a-chain",
    replaces="lstm_bidirectional",
    wrong=wrong_lstm_bidirectional,
    title="the backward half reads the forward half's states, not the input",
    explanation=(
        "The two directions stand side by side: both read X. Put one after the other they are a"
        " stack, whose second layer has weights for something else, and does not even fit unless"
        " inputs and units are equally many."
    ),
    hint="What does the backward half read? Look at the shape of its W.",
)
