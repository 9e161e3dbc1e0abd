"""The relatives of the LSTM with all layers in one product."""
import numpy as np


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def _sums(x_t, h_prev, params, letters):
    W = np.vstack([params["W_" + k] for k in letters])
    U = np.vstack([params["U_" + k] for k in letters])
    b = np.hstack([params["b_" + k] for k in letters])
    return np.split(x_t @ W.T + h_prev @ U.T + b, len(letters), axis=1)


def peephole_step(x_t, h_prev, c_prev, params):
    f, i, g, o = _sums(x_t, h_prev, params, "figo")
    f = sigmoid(f + c_prev * params["p_f"])
    i = sigmoid(i + c_prev * params["p_i"])
    c_t = f * c_prev + i * np.tanh(g)
    return sigmoid(o + c_t * params["p_o"]) * np.tanh(c_t), c_t


def coupled_step(x_t, h_prev, c_prev, params):
    i, g, o = _sums(x_t, h_prev, params, "igo")
    i = sigmoid(i)
    c_t = c_prev + i * (np.tanh(g) - c_prev)
    return sigmoid(o) * np.tanh(c_t), c_t


def gru_step(x_t, h_prev, params):
    r, z = map(sigmoid, _sums(x_t, h_prev, params, "rz"))
    g = np.tanh(x_t @ params["W_g"].T + (h_prev * r) @ params["U_g"].T + params["b_g"])
    return g + z * (h_prev - g)


def count_variants(input_size, hidden_size):
    one = (input_size + hidden_size + 1) * hidden_size
    return [4 * one, 4 * one + 3 * hidden_size, 3 * one, 3 * one]
