"""tanh on a candidate that is squashed already."""

import numpy as np

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t * np.tanh(g_t)


misconception = Misconception(
    slug="candidate-squashed-twice",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="tanh is applied to a candidate that is squashed already",
    explanation=(
        "g_t comes with its tanh. A second one keeps everything that is written below 0.76 and puts"
        " one more slope below 1 into the gradient of every write, so that the candidate learns"
        " more slowly."
    ),
    hint="What has already been done to g_t when it gets here?",
)
