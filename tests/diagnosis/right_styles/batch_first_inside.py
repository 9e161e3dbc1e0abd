"""Batch-major inside, turned back at the end."""
import numpy as np


def s(z):
    return 1 / (1 + np.exp(-z))


def lstm_sequence(X, h_0, c_0, params):
    X = np.swapaxes(X, 0, 1)
    hs = np.zeros((X.shape[0], X.shape[1], h_0.shape[1]))
    h, c = h_0, c_0
    for t in range(X.shape[1]):
        z = {k: X[:, t] @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        c = s(z["f"]) * c + s(z["i"]) * np.tanh(z["g"])
        h = s(z["o"]) * np.tanh(c)
        hs[:, t, :] = h
    return np.moveaxis(hs, 1, 0), h, c


def rnn_sequence(X, h_0, W, U, b):
    out = []
    for x in np.moveaxis(X, 0, 1).transpose(1, 0, 2):
        h_0 = np.tanh(x @ W.T + h_0 @ U.T + b)
        out.append(h_0)
    return np.stack(out, axis=1).swapaxes(0, 1)


def carousel_gradient(fs):
    return fs.transpose(1, 2, 0).prod(axis=-1)
