"""``return dX, dc_0, dh_0, grads``."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-final-swapped",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(
        result=lambda dxs, dh, dc, grads, T: (np.stack(dxs[::-1]), dc, dh, grads)
    ),
    title="the gradients of the two initial states are returned in the wrong order",
    explanation=(
        "Both have the same shape, so nothing complains, but whoever learns the initial states"
        " would move each of them by the gradient of the other."
    ),
    hint="In which order does the docstring name the values that come back?",
)
