"""The relatives of the LSTM with einsum and dictionaries of gates."""
import numpy as np


def _sum(x, h, p, k):
    return (np.einsum("bi,hi->bh", x, p["W_" + k]) + np.einsum("bj,hj->bh", h, p["U_" + k])
            + p["b_" + k])


def _sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def peephole_step(x_t, h_prev, c_prev, params):
    sums = {k: _sum(x_t, h_prev, params, k) for k in "figo"}
    peeps = {k: params["p_" + k][np.newaxis, :] for k in "fio"}
    f = _sigmoid(sums["f"] + np.multiply(peeps["f"], c_prev))
    i = _sigmoid(sums["i"] + np.multiply(peeps["i"], c_prev))
    c = np.add(f * c_prev, i * np.tanh(sums["g"]))
    o = _sigmoid(sums["o"] + np.multiply(peeps["o"], c))
    return o * np.tanh(c), c


def coupled_step(x_t, h_prev, c_prev, params):
    sums = {k: _sum(x_t, h_prev, params, k) for k in "igo"}
    i = _sigmoid(sums["i"])
    f = np.ones_like(i) - i
    c = f * c_prev + i * np.tanh(sums["g"])
    return _sigmoid(sums["o"]) * np.tanh(c), c


def gru_step(x_t, h_prev, params):
    r = _sigmoid(_sum(x_t, h_prev, params, "r"))
    z = _sigmoid(_sum(x_t, h_prev, params, "z"))
    g = np.tanh(_sum(x_t, r * h_prev, params, "g"))
    return np.where(z > 0.5, h_prev + (1 - z) * (g - h_prev), g + z * (h_prev - g))


def count_variants(input_size, hidden_size):
    I, H = input_size, hidden_size
    return (4 * (H * (I + H) + H), 4 * H * (I + H) + 7 * H, 3 * H * (I + H + 1), 3 * H * (I + H + 1))
