"""Plain lists come back instead of arrays."""
import numpy as np


def sigmoid(z):
    return (0.5 * (1 + np.tanh(z / 2))).tolist()


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g).tolist()


def cell_state(c_prev, f_t, i_t, g_t):
    return [list(row) for row in f_t * c_prev + i_t * g_t]


def hidden_state(o_t, c_t):
    return [row for row in o_t * np.tanh(c_t)]


def rnn_sequence(X, h_0, W, U, b):
    hs = []
    for x_t in X:
        h_0 = np.tanh(x_t @ W.T + h_0 @ U.T + b)
        hs.append(h_0)
    return hs


def carousel_gradient(fs):
    return np.prod(fs, axis=0).tolist()
