"""The input's part for all steps in one product, before the loop."""
import numpy as np


def lstm_sequence(X, h_0, c_0, params):
    part = {k: X @ params["W_" + k].T + params["b_" + k] for k in "figo"}
    h, c, hs = h_0, c_0, []
    for t in range(len(X)):
        z = {k: part[k][t] + h @ params["U_" + k].T for k in "figo"}
        f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
        c = f * c + i * np.tanh(z["g"])
        h = o * np.tanh(c)
        hs.append(h)
    return np.stack(hs), h, c


def rnn_sequence(X, h_0, W, U, b):
    part, h, hs = X @ W.T + b, h_0, []
    for p in part:
        h = np.tanh(p + h @ U.T)
        hs.append(h)
    return np.stack(hs)
