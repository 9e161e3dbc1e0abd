"""The result is collected in an object that outlives the call: a default argument ``hs=[]``.

A list or dict as a default argument keeps what earlier calls put into it.
"""

import numpy as np

from autograder import Misconception
from reference import lstm_step, lstm_step_backward, rnn_step


def wrong_rnn_sequence(X, h_0, W, U, b, hs=[]):  # noqa: B006 - the mistake itself
    h_t = h_0
    for x_t in X:
        h_t = rnn_step(x_t, h_t, W, U, b)
        hs.append(h_t)
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params, hs=[]):  # noqa: B006
    h_t, c_t = h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params, grads={}):  # noqa: B006
    hs, cs = [h_0], [c_0]
    for x_t in X[:-1]:
        h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
        hs.append(h_t)
        cs.append(c_t)
    dxs, dh_t, dc_t = [], np.zeros_like(h_0), np.zeros_like(c_0)
    for t in reversed(range(len(X))):
        dx_t, dh_t, dc_t, step_grads = lstm_step_backward(
            dhs[t] + dh_t, dc_t, X[t], hs[t], cs[t], params
        )
        dxs.append(dx_t)
        for name, grad in step_grads.items():
            grads[name] = grads.get(name, 0) + grad
    return np.stack(dxs[::-1]), dh_t, dc_t, grads


misconceptions = [
    Misconception(
        slug="remembers-earlier-calls",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="results of earlier calls are still in the result",
        explanation=(
            "The first call is right. Later calls still hold what earlier ones left behind, in a"
            " global variable or in a default argument, which Python makes only once. In training"
            " every batch would bring along all the batches before it."
        ),
        hint=(
            "Call your function twice with the same arguments. Which object lives longer than one"
            " call?"
        ),
    )
    for wrong in (wrong_rnn_sequence, wrong_lstm_sequence, wrong_lstm_sequence_backward)
]
