"""tanh of tanh."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return o_t * np.tanh(np.tanh(c_t))


misconception = Misconception(
    slug="hidden-tanh-twice",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="tanh is applied to the memory twice",
    explanation=(
        "One tanh bounds what is shown; a second one keeps it below 0.76 and puts one more slope"
        " below 1 into every gradient that comes back through h_t. Often the memory was squashed in"
        " one line and again in the next."
    ),
    hint="Follow c_t from where it comes in: how many times is it squashed on its way out?",
)
