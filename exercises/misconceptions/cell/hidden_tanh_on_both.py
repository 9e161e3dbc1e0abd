"""tanh on the gate and on the memory."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return np.tanh(o_t) * np.tanh(c_t)


misconception = Misconception(
    slug="hidden-tanh-on-both",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="tanh is applied to the gate as well as to the memory",
    explanation=(
        "The gate lies between 0 and 1 already. Through tanh it can never open beyond 0.76, so a"
        " quarter of every memory stays hidden, and the gate's gradient gets one more factor"
        " below 1."
    ),
    hint=(
        "How many activations are in the formula? What has already been done to o_t when it gets"
        " here?"
    ),
)
