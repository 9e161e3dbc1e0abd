import math
import numpy as np


def squash(v):
    return 1 / (1 + math.exp(-v)) if v >= 0 else 1 - 1 / (1 + math.exp(v))


def weighted(weights, values):
    return sum(w * v for w, v in zip(weights, values))


def lstm_step(x_t, h_prev, c_prev, params):
    new_h = np.zeros(h_prev.shape)
    new_c = np.zeros(c_prev.shape)
    for n in range(len(x_t)):
        for j in range(h_prev.shape[1]):
            pre = {}
            for gate in "figo":
                pre[gate] = (weighted(params["W_" + gate][j], x_t[n])
                             + weighted(params["U_" + gate][j], h_prev[n])
                             + params["b_" + gate][j])
            forget = squash(pre["f"])
            write = squash(pre["i"])
            show = squash(pre["o"])
            content = math.tanh(pre["g"])
            new_c[n, j] = forget * c_prev[n, j] + write * content
            new_h[n, j] = show * math.tanh(new_c[n, j])
    return new_h, new_c
