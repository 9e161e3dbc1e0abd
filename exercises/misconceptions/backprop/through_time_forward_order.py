"""The loop runs forward."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-forward-order",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(
        order=range, result=lambda dxs, dh, dc, grads, T: (np.stack(dxs), dh, dc, grads)
    ),
    title="the loop runs forward in time",
    explanation=(
        "Blame flows from later steps to earlier ones, so the last step has to be worked out first."
        " In forward order, gradients of the past are handed to the future, which cannot have"
        " caused it."
    ),
    hint="Which step's gradients do not depend on any other step's?",
)
