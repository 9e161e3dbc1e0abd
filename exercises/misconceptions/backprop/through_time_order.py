"""The backward pass does not run over ``T - 1, …, 1, 0``, or its results are in another order."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward
from exercises.misconceptions.backprop._through_time import through_time

MISSING = "Print t in your loop. Which value is missing?"

misconceptions = [
    Misconception(
        slug="through-time-forward-order",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            order=range, result=lambda dxs, dh, dc, grads, T: (np.stack(dxs), dh, dc, grads)
        ),
        title="the loop runs forward in time",
        explanation=(
            "Gradients flow from later steps to earlier ones, so the last step has to be computed"
            " first. In forward order, gradients of the past are passed to the future, which cannot"
            " have caused it."
        ),
        hint="Which step has gradients that do not depend on any other step?",
    ),
    Misconception(
        slug="through-time-first-step-missing",
        replaces="lstm_sequence_backward",
        wrong=through_time(order=lambda T: range(T - 1, 0, -1)),
        title="the loop stops before the first step",
        explanation=(
            "A range that counts down leaves out its end, so step 0 was never computed. Its input"
            " gets a gradient of zero, and the initial states get that of the second step."
        ),
        hint=MISSING,
    ),
    Misconception(
        slug="through-time-last-step-missing",
        replaces="lstm_sequence_backward",
        wrong=through_time(order=lambda T: range(T - 2, -1, -1)),
        title="the loop leaves out the last step",
        explanation=(
            "T steps have the indices 0 to T - 1, so the way back starts at T - 1. When it starts"
            " one lower, nothing is learned from the end of the sequence, and often that is all"
            " there is to learn from."
        ),
        hint=MISSING,
    ),
    Misconception(
        slug="through-time-inputs-reversed",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            result=lambda dxs, dh, dc, grads, T: (np.stack(dxs), dh, dc, grads)
        ),
        title="dX is in the order of the loop, last step first",
        explanation=(
            "The loop runs backwards, so a list that it fills starts with the last step. Left like"
            " that, each input gets the gradient of another one, and a layer below would learn"
            " nonsense."
        ),
        hint="Which step does the first entry of your list belong to?",
    ),
    Misconception(
        slug="through-time-final-swapped",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            result=lambda dxs, dh, dc, grads, T: (np.stack(dxs[::-1]), dc, dh, grads)
        ),
        title="the gradients of the two initial states are returned in the wrong order",
        explanation=(
            "Both have the same shape, so no error is raised. But training that also learns the"
            " initial states would move each of them by the gradient of the other."
        ),
        hint="In which order does the docstring name the values that come back?",
    ),
]
