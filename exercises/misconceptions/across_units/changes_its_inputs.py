"""The function works inside the caller's arrays: ``c_prev *= f_t`` in place of a new array.

There is one wrong version for each function of the reference that could overwrite an argument.
"""

import numpy as np

from autograder import Misconception
from reference import (
    candidate,
    cell_state,
    forget_gate,
    hidden_state,
    input_gate,
    lstm_step,
    lstm_step_backward,
    output_gate,
    rnn_step,
)


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


def wrong_lstm_step(x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c_prev *= f_t
    c_prev += i_t * g_t
    return hidden_state(o_t, c_prev), c_prev


def wrong_lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    tanh_c = np.tanh(cell_state(c_prev, f_t, i_t, g_t))
    dc_t += dh_t * o_t * (1 - tanh_c**2)
    dz = {
        "f": dc_t * c_prev * f_t * (1 - f_t),
        "i": dc_t * g_t * i_t * (1 - i_t),
        "g": dc_t * i_t * (1 - g_t**2),
        "o": dh_t * tanh_c * o_t * (1 - o_t),
    }
    grads = {}
    for gate, dz_t in dz.items():
        grads |= {
            f"W_{gate}": dz_t.T @ x_t,
            f"U_{gate}": dz_t.T @ h_prev,
            f"b_{gate}": dz_t.sum(axis=0),
        }
    dx_t, dh_prev = (sum(dz[gate] @ params[f"{part}_{gate}"] for gate in dz) for part in "WU")
    return dx_t, dh_prev, dc_t * f_t, grads


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


def wrong_carousel_gradient(fs):
    gradient = fs[0]
    for f_t in fs[1:]:
        gradient *= f_t
    return gradient


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
        params[name] -= (
            lr * m / (1 - beta1 ** state["t"]) / (np.sqrt(v / (1 - beta2 ** state["t"])) + eps)
        )
    return params, state


misconceptions = [
    Misconception(
        slug="changes-its-inputs",
        replaces=wrong.__name__.removeprefix("wrong_"),
        wrong=wrong,
        title="the function changes its inputs",
        explanation=(
            "Assigning into an argument, or using += and the like on it, changes the caller's own"
            " array. States, weights and gradients are needed again. The backward pass reads the"
            " states of every step: if the forward pass overwrote them, its gradients are wrong,"
            " and no error is raised."
        ),
        hint="Which line writes into an array that was passed in? Make a new array there.",
        same_as=(
            "changes-its-inputs",
            "step-returns-squashed-cell",
        ),  # a step changes them if its cell state does
        changes_inputs=True,
    )
    for wrong in (
        wrong_sigmoid,
        wrong_cell_state,
        wrong_hidden_state,
        wrong_rnn_sequence,
        wrong_lstm_step,
        wrong_lstm_sequence,
        wrong_lstm_step_backward,
        wrong_lstm_sequence_backward,
        wrong_clip_gradients,
        wrong_carousel_gradient,
        wrong_adam_step,
    )
]
