"""``tanh(o * c)``."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return np.tanh(o_t * c_t)


misconception = Misconception(
    slug="hidden-tanh-outside",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="tanh is put round the product",
    explanation=(
        "The gate should have the last word. Inside tanh it competes with the size of the memory:"
        " to hide half of a memory of 5 the gate would have to go down to a tenth, so the same gate"
        " means something else for every size of memory."
    ),
    hint="Which comes first: bounding the memory, or deciding how much of it to show?",
)
