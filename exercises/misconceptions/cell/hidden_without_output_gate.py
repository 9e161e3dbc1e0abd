"""The output gate is not used."""

import numpy as np

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return np.tanh(c_t)


misconception = Misconception(
    slug="hidden-without-output-gate",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="the output gate is not used",
    explanation=(
        "Everything in memory is shown at every step and disturbs the gates of the next one and the"
        " layer above. The output gate lets a memory be kept quietly until its time; its weights"
        " would never get a gradient."
    ),
    hint="Which of the two arguments does your line not use?",
)
