"""The loss comes in twice."""

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
        slug="through-time-last-loss-twice",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            incoming=lambda dhs, t, dh_t: dhs[t] + dh_t + (dhs[t] if t == len(dhs) - 1 else 0)
        ),
        title="the last step's own gradient is counted twice",
        explanation=(
            "At the last step nothing comes back from later ones, so the loop starts from zeros."
            " Starting from dhs[-1], which the loop then adds once more, the end of every sequence"
            " would count double."
        ),
        hint="What comes back into the last step from the steps after it?",
    ),
    Misconception(
        slug="through-time-loss-into-memory",
        replaces="lstm_sequence_backward",
        wrong=loss_into_both,
        title="the loss is added to the cell state's gradient as well",
        explanation=(
            "dhs says how the loss depends on each hidden state. It reaches the memory only through"
            " h_t, which the step works out by itself; added to dc directly, every memory is blamed"
            " a second time, past the output gate."
        ),
        hint="Does the loss look at c_t itself, or only at what the output gate shows of it?",
    ),
]
