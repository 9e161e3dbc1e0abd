"""The factors are multiplied from the other side."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for h_t in hs:
        jacobian = jacobian @ ((1 - h_t**2)[:, :, np.newaxis] * U)
    return jacobian


misconception = Misconception(
    slug="jacobian-wrong-order",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the steps are multiplied in the wrong order",
    explanation=(
        "Matrix products cannot be swapped. The chain rule puts the last step leftmost: what comes"
        " out of step 1 goes into step 2. Turned round, the product belongs to a network that runs"
        " backwards."
    ),
    hint="With two steps, which factor acts first on a change of h_0?",
)
