"""Work in extended precision, hand back ordinary floats."""
import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=np.longdouble)
    return (1 / (1 + np.exp(-z))).astype(np.float64)


def lstm_step(x_t, h_prev, c_prev, params):
    x, h, c = (np.asarray(a, dtype=np.float64) for a in (x_t, h_prev, c_prev))
    z = {k: x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"}
    c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["g"])
    return sigmoid(z["o"]) * np.tanh(c), c
