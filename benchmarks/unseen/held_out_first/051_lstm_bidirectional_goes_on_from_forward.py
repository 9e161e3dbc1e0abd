# slip: line 20: the backward LSTM starts from the last states of the forward one; it has to start from zero
import numpy as np


def lstm_sequence(X, h_0, c_0, params):
    hs = np.empty((len(X), *h_0.shape))
    h, c = h_0, c_0
    for t, x in enumerate(X):
        f, i, g, o = (x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo")
        f, i, o = (1 / (1 + np.exp(-a)) for a in (f, i, o))
        c = f * c + i * np.tanh(g)
        hs[t] = h = o * np.tanh(c)
    return hs, h, c


def lstm_bidirectional(X, forward, backward):
    H = len(forward["b_f"])
    h = np.zeros((X.shape[1], H))
    c = np.zeros((X.shape[1], H))
    there, h, c = lstm_sequence(X, h, c, forward)
    back, h, c = lstm_sequence(np.flip(X, 0), h, c, backward)
    return np.concatenate((there, np.flip(back, 0)), axis=2)
