"""``tanh(o) * c``."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return np.tanh(o_t) * c_t


misconception = Misconception(
    slug="hidden-tanh-on-gate",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="tanh is applied to the gate where it belongs to the memory",
    explanation=(
        "The gate is bounded already; the memory is not. Squashing the wrong factor leaves h_t as"
        " large as the memory grows, and keeps the gate from ever opening beyond 0.76."
    ),
    hint="Which of the two factors can become large?",
)
