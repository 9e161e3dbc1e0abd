"""``U.T``."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for h_t in hs:
        jacobian = ((1 - h_t**2)[:, :, np.newaxis] * U.T) @ jacobian
    return jacobian


misconception = Misconception(
    slug="jacobian-weights-transposed",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the recurrent weights are transposed",
    explanation=(
        "Entry (i, j) of the Jacobian says how unit i reacts to unit j, and so does entry (i, j) of"
        " U. The transpose in the forward formula comes only from writing examples as rows."
    ),
    hint="How does unit i at step t depend on unit j at step t - 1? Which entry of U is that?",
)
