"""dh is not carried to the step before."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-hidden-cut",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(carried=lambda dh_t, dc_t: (np.zeros_like(dh_t), dc_t)),
    title="the hidden state's gradient is not carried to the step before",
    explanation=(
        "h_t acts on the loss at its own step and, through U, on the next step. Without the second"
        " part the recurrent weights learn only from what happens at once, never from what their"
        " decision leads to."
    ),
    hint="dh_prev of one step: where does it go when the loop moves on to the step before?",
)
