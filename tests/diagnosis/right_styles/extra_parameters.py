"""Parameters of one's own, with defaults."""
import numpy as np


def sigmoid(z, slope=1.0, *, limit=700):
    return 1 / (1 + np.exp(-slope * np.clip(z, -limit, limit)))


def output_gate(x_t, h_prev, W_o, U_o, b_o, activation=sigmoid, **options):
    return activation(x_t @ W_o.T + h_prev @ U_o.T + b_o, **options)


def hidden_state(*args):
    o_t, c_t = args
    return o_t * np.tanh(c_t)


def lstm_sequence(X, h_0=None, c_0=None, params=None, return_all=True):
    h, c, hs = h_0, c_0, []
    for x in X:
        z = {k: x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["g"])
        h = sigmoid(z["o"]) * np.tanh(c)
        hs.append(h)
    return np.array(hs) if return_all else None, h, c
