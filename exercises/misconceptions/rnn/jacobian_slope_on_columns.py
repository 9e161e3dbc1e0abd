"""The slopes scale the columns."""

import numpy as np

from autograder import Misconception


def wrong_rnn_memory_gradient(hs, U):
    jacobian = np.eye(len(U))
    for h_t in hs:
        jacobian = (U * (1 - h_t**2)[:, np.newaxis, :]) @ jacobian
    return jacobian


misconception = Misconception(
    slug="jacobian-slope-on-columns",
    replaces="rnn_memory_gradient",
    wrong=wrong_rnn_memory_gradient,
    title="the slopes scale the columns of U where they should scale its rows",
    explanation=(
        "The slope belongs to the unit that reacts, and that is the row. Broadcasting along the"
        " wrong axis damps the unit that sends instead of the one that receives."
    ),
    hint="In entry (i, j), whose tanh does the signal pass: that of unit i or of unit j?",
)
