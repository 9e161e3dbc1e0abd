"""The output gate is added."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return o_t + np.tanh(c_t)


misconception = Misconception(
    slug="hidden-adds",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="the output gate is added where it should multiply",
    explanation=(
        "A gate scales. Added, it can hide nothing: with the gate at 0 the memory still shows in"
        " full, and an open gate merely shifts it up by one. The network could no longer keep"
        " something to itself until it is needed."
    ),
    hint="With the output gate at 0, what should be seen of the memory?",
)
