# slip: line 18: the candidate reads the state after it was multiplied by the forget gate, as with the reset gate of a GRU
import numpy as np


def affine(x, h, p, k):
    return x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]


def squash(a):
    return 1 / (1 + np.exp(-a))


def lstm_step(x_t, h_prev, c_prev, params):
    f = squash(affine(x_t, h_prev, params, "f"))
    i = squash(affine(x_t, h_prev, params, "i"))
    o = squash(affine(x_t, h_prev, params, "o"))
    # new content, from what is left after forgetting
    g = np.tanh(affine(x_t, f * h_prev, params, "g"))
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return (h, c)
