"""``[b, j, i]``."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for h_t in hs:
        jacobian = ((1 - h_t**2)[:, :, np.newaxis] * U) @ jacobian
    return np.swapaxes(jacobian, 1, 2)


misconception = Misconception(
    slug="jacobian-axes-swapped",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the Jacobian lies on its side",
    explanation=(
        "Entry (i, j) should say how unit i at the end depends on unit j at the start. Yours says"
        " it the other way round: that is the matrix which carries gradients back, the transpose of"
        " the one asked for."
    ),
    hint="Which index stands for the state at the end?",
)
