"""The output gate first, the forget gate last."""
import numpy as np


def s(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(x_t, h_prev, c_prev, params):
    p = params
    o = s(p["b_o"] + h_prev @ p["U_o"].T + x_t @ p["W_o"].T)
    g = np.tanh(p["b_g"] + h_prev @ p["U_g"].T + x_t @ p["W_g"].T)
    i = s(p["b_i"] + h_prev @ p["U_i"].T + x_t @ p["W_i"].T)
    f = s(p["b_f"] + h_prev @ p["U_f"].T + x_t @ p["W_f"].T)
    c_t = g * i + c_prev * f
    return np.tanh(c_t) * o, c_t


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    p = params
    o = s(p["b_o"] + h_prev @ p["U_o"].T + x_t @ p["W_o"].T)
    g = np.tanh(p["b_g"] + h_prev @ p["U_g"].T + x_t @ p["W_g"].T)
    i = s(p["b_i"] + h_prev @ p["U_i"].T + x_t @ p["W_i"].T)
    f = s(p["b_f"] + h_prev @ p["U_f"].T + x_t @ p["W_f"].T)
    t = np.tanh(g * i + c_prev * f)
    d = dh_t * o * (1 - t) * (1 + t) + dc_t
    grads, dx, dh = {}, 0, 0
    for name, dz in (("o", dh_t * t * o * (1 - o)), ("g", d * i * (1 - g) * (1 + g)), ("i", d * g * i * (1 - i)),
                     ("f", d * c_prev * f * (1 - f))):
        grads["b_" + name], grads["U_" + name], grads["W_" + name] = dz.sum(axis=0), dz.T @ h_prev, dz.T @ x_t
        dx = dx + dz @ p["W_" + name]
        dh = dh + dz @ p["U_" + name]
    return dx, dh, d * f, grads
