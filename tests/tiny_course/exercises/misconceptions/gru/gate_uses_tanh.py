"""tanh where the gate needs a sigmoid."""

import numpy as np

from autograder import Misconception


def wrong(x_t, h_prev, W_z, U_z, b_z):
    return np.tanh(x_t @ W_z.T + h_prev @ U_z.T + b_z)


misconception = Misconception(
    slug="gate-uses-tanh",
    replaces="update_gate",
    wrong=wrong,
    title="tanh where the gate needs a sigmoid",
    explanation=(
        "A gate says how much passes, from nothing (0) to all (1). tanh runs from -1 to 1: a"
        " negative gate would flip the sign of what it lets through."
    ),
    hint="Which function squashes any number into the range from 0 to 1?",
)
