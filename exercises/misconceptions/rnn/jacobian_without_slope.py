"""The product of the weights alone."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for _ in hs:
        jacobian = U @ jacobian
    return np.broadcast_to(jacobian, (hs.shape[1], *U.shape))


misconception = Misconception(
    slug="jacobian-without-slope",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the slope of tanh is missing at every step",
    explanation=(
        "Each step is a matrix product and then tanh, whose slope is at most 1 and near 0 where"
        " units are saturated. Leaving it out hides the main reason why gradients of an RNN vanish."
    ),
    hint="h_t is a function of a function. Which of the two did you not differentiate?",
)
