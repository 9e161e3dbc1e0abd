"""tanh' taken at an already activated value."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for h_t in hs:
        jacobian = ((1 - np.tanh(h_t) ** 2)[:, :, np.newaxis] * U) @ jacobian
    return jacobian


misconception = Misconception(
    slug="jacobian-slope-twice",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the slope of tanh is taken at a value that is activated already",
    explanation=(
        "hs holds the states after tanh, so their slope is 1 - h**2. Through tanh once more it"
        " never falls below 0.4, and the gradient seems to vanish much more slowly than it does."
    ),
    hint="Has tanh been applied to hs already?",
)
