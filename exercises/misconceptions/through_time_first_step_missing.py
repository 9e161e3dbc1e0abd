"""The loop stops before step 0."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions._backward import sequence_backward


def result(dxs, dh_t, dc_t, grads, T):
    return np.stack([*dxs, np.zeros_like(dxs[0])][::-1]), dh_t, dc_t, grads


misconception = Misconception(
    slug="through-time-first-step-missing",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(order=lambda T: range(T - 1, 0, -1), result=result),
    title="the loop stops before the first step",
    explanation="A range that counts down leaves out its end, so step 0 was never worked out: its input gets a "
                "gradient of zero, and the initial states get that of the second step.",
    hint="Print t in your loop. Which value is missing?",
)
