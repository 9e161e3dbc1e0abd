"""Backward passes through time that write into arrays of zeros, with one choice exchanged."""

import numpy as np

from reference import lstm_step, lstm_step_backward


def through_time(
    carry=lambda kept, new: new,
    before=lambda states, t: states[t],
    order=lambda T: range(T - 1, -1, -1),
):
    """An `lstm_sequence_backward` with another choice of what is carried, of states or of steps."""

    def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params):
        states = [(h_0, c_0)]
        for x_t in X:
            states.append(lstm_step(x_t, *states[-1], params))
        dX, kept = np.zeros_like(X), (np.zeros_like(h_0), np.zeros_like(c_0))
        grads = {name: np.zeros_like(array) for name, array in params.items()}
        for t in order(len(X)):
            dX[t], *new, step = lstm_step_backward(
                dhs[t] + kept[0], kept[1], X[t], *before(states, t), params
            )
            kept = carry(kept, tuple(new))
            grads = {name: grads[name] + grad for name, grad in step.items()}
        return dX, *kept, grads

    return wrong_lstm_sequence_backward
