"""A ReLU on the cell state."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return o_t * np.maximum(c_t, 0)


misconception = Misconception(
    slug="hidden-is-relu",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="a ReLU on the cell state where tanh belongs",
    explanation=(
        "Negative memories become invisible and get no gradient through h_t, and positive ones are"
        " shown however large they have grown, so the feedback into the next step is not bounded."
    ),
    hint=(
        "What keeps h_t between -1 and 1, and what should a negative memory look like from outside?"
    ),
)
