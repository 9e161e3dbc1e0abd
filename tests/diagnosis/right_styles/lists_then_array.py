"""Append, then np.array, vstack or concatenate."""
import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    hs = None
    h = h_0
    for x in X:
        h = np.tanh(x @ W.T + h @ U.T + b)
        hs = h[None] if hs is None else np.concatenate((hs, h[None]), axis=0)
    return hs


def lstm_sequence(X, h_0, c_0, params):
    hs, h, c = [], h_0, c_0
    for t in range(X.shape[0]):
        f = 1 / (1 + np.exp(-(X[t] @ params["W_f"].T + h @ params["U_f"].T + params["b_f"])))
        i = 1 / (1 + np.exp(-(X[t] @ params["W_i"].T + h @ params["U_i"].T + params["b_i"])))
        o = 1 / (1 + np.exp(-(X[t] @ params["W_o"].T + h @ params["U_o"].T + params["b_o"])))
        g = np.tanh(X[t] @ params["W_g"].T + h @ params["U_g"].T + params["b_g"])
        c = f * c + i * g
        h = o * np.tanh(c)
        hs += [h.tolist()]
    return np.array(hs).reshape(len(X), *h_0.shape), h.tolist(), c


def lstm_bidirectional(X, forward, backward):
    zero = np.zeros((len(X[0]), len(forward["U_f"])))
    left = lstm_sequence(X, zero, zero, forward)[0]
    right = lstm_sequence(X[::-1], zero, zero, backward)[0]
    return np.concatenate((left, right[::-1]), -1)
