"""Everything right."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t * g_t


def hidden_state(o_t, c_t):
    return o_t * np.tanh(c_t)


def lstm_step(x_t, h_prev, c_prev, params):
    def gate(name, squash):
        return squash(x_t @ params["W_" + name].T + h_prev @ params["U_" + name].T + params["b_" + name])

    f_t = gate("f", sigmoid)
    i_t = gate("i", sigmoid)
    g_t = gate("g", np.tanh)
    o_t = gate("o", sigmoid)
    c_t = cell_state(c_prev, f_t, i_t, g_t)
    return hidden_state(o_t, c_t), c_t
