"""Neither gradient is carried."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-cut",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(carried=lambda dh_t, dc_t: (np.zeros_like(dh_t), np.zeros_like(dc_t))),
    title="no gradient is carried from step to step",
    explanation=(
        "Each step is differentiated by itself, so nothing goes back through time. The network can"
        " only learn what can be done with a single step; its memory is never taught anything."
    ),
    hint="What do the two state gradients of one step have to do with the step before?",
)
