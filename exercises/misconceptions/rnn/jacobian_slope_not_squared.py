"""``1 - h``."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for h_t in hs:
        jacobian = ((1 - h_t)[:, :, np.newaxis] * U) @ jacobian
    return jacobian


misconception = Misconception(
    slug="jacobian-slope-not-squared",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the square is missing in the slope of tanh",
    explanation=(
        "tanh is as flat at -1 as it is at 1. Without the square the slope is 2 at the lower end,"
        " so the gradient would seem to explode where in truth it vanishes."
    ),
    hint="What should the slope be where a unit is -1?",
)
