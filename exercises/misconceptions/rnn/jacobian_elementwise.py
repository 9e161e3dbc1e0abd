"""An elementwise product of the steps."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    return np.prod((1 - hs**2)[:, :, :, np.newaxis] * U, axis=0)


misconception = Misconception(
    slug="jacobian-elementwise",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the steps are multiplied entry by entry",
    explanation=(
        "A change of one unit reaches another on many ways, through all units in between, and they"
        " add up: that is a matrix product. Entry by entry, each unit would be reached on one way"
        " only."
    ),
    hint="How can unit 1 act on unit 2 within two steps? Count the ways.",
)
