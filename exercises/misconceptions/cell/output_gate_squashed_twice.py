"""The sigmoid on an output gate that is squashed already."""

import numpy as np

from autograder import Misconception
from reference import sigmoid


def wrong_hidden_state(o_t, c_t):
    return sigmoid(o_t) * np.tanh(c_t)


misconception = Misconception(
    slug="output-gate-squashed-twice",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="the sigmoid is applied to an output gate that is squashed already",
    explanation=(
        "o_t comes with its sigmoid. A second one squeezes 0 … 1 into 0.5 … 0.73, so the gate can"
        " never close: at least half of every memory leaks out at every step."
    ),
    hint="What range does o_t have when it gets here?",
)
