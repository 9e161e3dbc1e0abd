"""The relatives of the LSTM for one example after the other, with column vectors inside."""
import math

import numpy as np


def squash(value):
    return 1 / (1 + math.exp(-value)) if value > 0 else math.exp(value) / (1 + math.exp(value))


squash_all = np.vectorize(squash, otypes=[float])


def layer(params, k, x, h):
    return params[f"W_{k}"].dot(x) + params[f"U_{k}"].dot(h) + params[f"b_{k}"]


def peephole_step(x_t, h_prev, c_prev, params):
    hs, cs = [], []
    for x, h, c in zip(x_t, h_prev, c_prev):
        keep = squash_all(layer(params, "f", x, h) + params["p_f"] * c)
        write = squash_all(layer(params, "i", x, h) + params["p_i"] * c)
        new = keep * c + write * np.tanh(layer(params, "g", x, h))
        show = squash_all(layer(params, "o", x, h) + params["p_o"] * new)
        hs.append(show * np.tanh(new))
        cs.append(new)
    return np.array(hs), np.array(cs)


def coupled_step(x_t, h_prev, c_prev, params):
    hs, cs = [], []
    for x, h, c in zip(x_t, h_prev, c_prev):
        forget = squash_all(-layer(params, "i", x, h))
        new = forget * c + (1 - forget) * np.tanh(layer(params, "g", x, h))
        hs.append(squash_all(layer(params, "o", x, h)) * np.tanh(new))
        cs.append(new)
    return np.array(hs), np.array(cs)


def gru_step(x_t, h_prev, params):
    out = np.zeros_like(h_prev)
    for n in range(len(x_t)):
        x, h = x_t[n], h_prev[n]
        reset, update = (squash_all(layer(params, k, x, h)) for k in "rz")
        new = np.tanh(layer(params, "g", x, reset * h))
        out[n] = update * h + (1 - update) * new
    return out


def count_variants(input_size, hidden_size):
    matrices = hidden_size * input_size + hidden_size**2
    lstm = sum(matrices + hidden_size for gate in "figo")
    three = sum(matrices + hidden_size for gate in "rzg")
    return lstm, lstm + len("fio") * hidden_size, three, three
