"""The sequence starts from zeros, whatever was passed in."""

import numpy as np

from autograder import Misconception
from reference import lstm_sequence, lstm_step, lstm_step_backward, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs, h_t = [], np.zeros_like(h_0)
    for x_t in X:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], np.zeros_like(h_0), np.zeros_like(c_0)
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, params in zip(h_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, np.zeros_like(h_l), np.zeros_like(h_l), params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [np.zeros_like(h_0)], [np.zeros_like(c_0)]
    for x_t in X[:-1]:
        h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
        hs.append(h_t)
        cs.append(c_t)
    dxs, dh_t, dc_t = [], np.zeros_like(h_0), np.zeros_like(c_0)
    grads = {name: np.zeros_like(array) for name, array in params.items()}
    for t in reversed(range(len(X))):
        dx_t, dh_t, dc_t, step_grads = lstm_step_backward(
            dhs[t] + dh_t, dc_t, X[t], hs[t], cs[t], params
        )
        dxs.append(dx_t)
        for name, grad in step_grads.items():
            grads[name] += grad
    return np.stack(dxs[::-1]), dh_t, dc_t, grads


misconceptions = [
    Misconception(
        slug="initial-state-ignored",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the initial state that is passed in is ignored",
        explanation=(
            "The sequence starts from zeros, whatever the caller says. That goes well for a first"
            " batch, but a long text is read piece by piece, each piece starting where the last one"
            " ended: every piece would begin with its memory wiped."
        ),
        hint="Which of the arguments does your function not use, or overwrite before it is used?",
        same_as=(
            "initial-state-ignored",
        ),  # a stack that ignores its states is made of such layers
    )
    for wrong in (
        wrong_rnn_sequence,
        wrong_lstm_sequence,
        wrong_lstm_stack,
        wrong_lstm_sequence_backward,
    )
]
