"""The last factor is left out."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape))
    for h_t in hs[:-1]:
        jacobian = ((1 - h_t**2)[:, :, np.newaxis] * U) @ jacobian
    return jacobian


misconception = Misconception(
    slug="jacobian-last-step-missing",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the last step is left out of the product",
    explanation=(
        "From h_0 to h_T there are T steps and so T factors. One too few gives the gradient of the"
        " state before the last."
    ),
    hint="With a single step, how many factors should there be?",
)
