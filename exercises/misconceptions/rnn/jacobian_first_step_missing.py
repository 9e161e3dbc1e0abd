"""The first factor is left out."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape))
    for h_t in hs[1:]:
        jacobian = ((1 - h_t**2)[:, :, np.newaxis] * U) @ jacobian
    return jacobian


misconception = Misconception(
    slug="jacobian-first-step-missing",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the first step is left out of the product",
    explanation=(
        "hs starts with h_1, not with h_0: its first entry is already one step away from h_0. From"
        " h_0 to h_T there are T steps and so T factors."
    ),
    hint="Which state is the first entry of hs?",
)
