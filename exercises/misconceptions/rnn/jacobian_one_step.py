"""Only one step is differentiated."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    return (1 - hs[-1] ** 2)[:, :, np.newaxis] * U


misconception = Misconception(
    slug="jacobian-one-step",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="only the last step is differentiated",
    explanation=(
        "This is how h_T depends on the state one step before. Back to h_0 there is one such factor"
        " for every step; that there are so many is why the memory of an RNN is short."
    ),
    hint="How many steps lie between h_0 and h_T?",
)
