"""dc is not carried to the step before."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-cell-cut",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(carried=lambda dh_t, dc_t: (dh_t, np.zeros_like(dc_t))),
    title="the cell state's gradient is not carried to the step before",
    explanation=(
        "Along the cell state the gradient survives many steps; it is what an LSTM is built for."
        " Starting each step with a dc of zero cuts just that path: the network trains like a plain"
        " RNN and forgets like one."
    ),
    hint="dc_prev of one step: where does it go when the loop moves on to the step before?",
    same_as=("backward-dc-without-next",),
)
