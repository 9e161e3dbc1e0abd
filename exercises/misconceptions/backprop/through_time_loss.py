"""The gradient of the loss, ``dhs[t]``, does not enter each step once, as ``dhs[t] + dh_t``.

It enters only at the last step, twice, or also as a gradient of the memory.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward
from reference import lstm_step, lstm_step_backward


def loss_into_both(dhs, X, h_0, c_0, params):
    states = [(h_0, c_0)]
    for x_t in X[:-1]:
        states.append(lstm_step(x_t, *states[-1], params))
    dxs, dh_t, dc_t = [], np.zeros_like(h_0), np.zeros_like(c_0)
    grads = {name: np.zeros_like(array) for name, array in params.items()}
    for t in reversed(range(len(X))):
        dx_t, dh_t, dc_t, step = lstm_step_backward(
            dhs[t] + dh_t, dhs[t] + dc_t, X[t], *states[t], params
        )
        dxs.append(dx_t)
        grads = {name: grads[name] + grad for name, grad in step.items()}
    return np.stack(dxs[::-1]), dh_t, dc_t, grads


misconceptions = [
    Misconception(
        slug="through-time-last-loss-only",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            incoming=lambda dhs, t, dh_t: dhs[t] if t == len(dhs) - 1 else dh_t
        ),
        title="only the last step's own gradient is used",
        explanation=(
            "The loss may look at every hidden state, and dhs says how much. At each step its own"
            " entry is added to what comes back from later steps. With the last entry alone, errors"
            " that show at earlier steps are not corrected."
        ),
        hint=(
            "Two gradients meet at h_t. Where do they come from, and what happens where they meet?"
        ),
    ),
    Misconception(
        slug="through-time-last-loss-twice",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            incoming=lambda dhs, t, dh_t: dhs[t] + dh_t + (dhs[t] if t == len(dhs) - 1 else 0)
        ),
        title="the last step's own gradient is counted twice",
        explanation=(
            "At the last step nothing comes back from later ones, so the loop starts from zeros."
            " When it starts from dhs[-1], which the loop then adds once more, the end of every"
            " sequence counts double."
        ),
        hint="What comes back into the last step from the steps after it?",
    ),
    Misconception(
        slug="through-time-loss-into-memory",
        replaces="lstm_sequence_backward",
        wrong=loss_into_both,
        title="the loss is added to the gradient of the cell state as well",
        explanation=(
            "dhs says how the loss depends on each hidden state. It reaches the memory only through"
            " h_t, and the step computes that itself. Added to dc directly, it corrects every"
            " memory a second time, past the output gate."
        ),
        hint="Does the loss look at c_t itself, or only at what the output gate shows of it?",
    ),
]
