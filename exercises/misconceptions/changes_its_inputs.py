"""Work done inside the caller's arrays."""

import numpy as np

from autograder import Misconception
from reference import lstm_step, lstm_step_backward, rnn_step


def wrong_sigmoid(z):
    np.clip(z, -500, 500, out=z)
    return 1 / (1 + np.exp(-z))


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    c_prev *= f_t
    c_prev += i_t * g_t
    return c_prev


def wrong_hidden_state(o_t, c_t):
    np.tanh(c_t, out=c_t)
    return o_t * c_t


def wrong_rnn_sequence(X, h_0, W, U, b):
    hs = []
    for x_t in X:
        h_0[:] = rnn_step(x_t, h_0, W, U, b)
        hs.append(h_0.copy())
    return np.stack(hs)


def wrong_lstm_sequence(X, h_0, c_0, params):
    hs = []
    for x_t in X:
        h_0[:], c_0[:] = lstm_step(x_t, h_0, c_0, params)
        hs.append(h_0.copy())
    return np.stack(hs), h_0, c_0


def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [h_0], [c_0]
    for x_t in X[:-1]:
        h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
        hs.append(h_t)
        cs.append(c_t)
    dX = np.zeros_like(X)
    dh_t, dc_t = np.zeros_like(h_0), np.zeros_like(c_0)
    grads = {name: np.zeros_like(array) for name, array in params.items()}
    for t in reversed(range(len(X))):
        dhs[t] += dh_t
        dX[t], dh_t, dc_t, step_grads = lstm_step_backward(dhs[t], dc_t, X[t], hs[t], cs[t], params)
        for name, grad in step_grads.items():
            grads[name] += grad
    return dX, dh_t, dc_t, grads


def wrong_clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return grads


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    state["t"] += 1
    for name, grad in grads.items():
        m, v = state["m"][name], state["v"][name]
        m += (1 - beta1) * (grad - m)
        v += (1 - beta2) * (grad**2 - v)
        params[name] -= lr * m / (1 - beta1 ** state["t"]) / (np.sqrt(v / (1 - beta2 ** state["t"])) + eps)
    return params, state


misconceptions = [
    Misconception(
        slug="changes-its-inputs",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the function changes its inputs",
        explanation="Assigning into an argument, or += and the like on it, changes the caller's own array. States, "
                    "weights and gradients are needed again: the backward pass reads the states of every step, and "
                    "if they were overwritten on the way forward, its gradients are wrong without any error being "
                    "raised.",
        hint="Which line writes into an array that you were given? Make a new array there.",
        same_as=("step-returns-squashed-cell",),
    )
    for wrong in (wrong_sigmoid, wrong_cell_state, wrong_hidden_state, wrong_rnn_sequence, wrong_lstm_sequence,
                  wrong_lstm_sequence_backward, wrong_clip_gradients, wrong_adam_step)
]
