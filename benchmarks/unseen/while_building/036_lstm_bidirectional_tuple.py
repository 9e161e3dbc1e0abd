# slip: line 23: lstm_sequence returns three things, only the first (hs) is wanted
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = []
    for x in X:
        f, i, g, o = [x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"]
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        hs.append(h)
    return np.array(hs), h, c


def lstm_bidirectional(X, forward, backward):
    h0 = np.zeros((X.shape[1], forward["b_f"].size))
    c0 = np.zeros_like(h0)
    out_forward = lstm_sequence(X, h0, c0, forward)
    out_backward = lstm_sequence(X[::-1], h0, c0, backward)
    return np.concatenate([out_forward, out_backward[::-1]], axis=2)
