"""A matrix product with the output gate."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return o_t @ np.tanh(c_t)


misconception = Misconception(
    slug="hidden-matrix-product",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="a matrix product where the gate acts entry by entry",
    explanation=(
        "The gate has one number for each memory and scales that one alone. A matrix product fits"
        " only when there are as many examples as units, and then it blends the memories of"
        " different examples."
    ),
    hint="Both arrays have the same shape. Which operation keeps entries apart?",
)
