"""Arrays made beforehand, filled by index."""
import numpy as np


def _s(z):
    return 1 / (1 + np.exp(-z))


def lstm_sequence(X, h_0, c_0, params):
    T, B, _ = X.shape
    H = h_0.shape[1]
    hs, cs = np.empty((T + 1, B, H)), np.empty((T + 1, B, H))
    hs[0], cs[0] = h_0, c_0
    for t in range(T):
        z = {k: X[t] @ params["W_" + k].T + hs[t] @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        cs[t + 1] = _s(z["f"]) * cs[t] + _s(z["i"]) * np.tanh(z["g"])
        hs[t + 1] = _s(z["o"]) * np.tanh(cs[t + 1])
    return hs[1:], hs[T], cs[T]


def lstm_stack(X, h_0, c_0, layers):
    h_T, c_T = np.empty_like(h_0), np.empty_like(c_0)
    for l, params in enumerate(layers):
        X, h_T[l], c_T[l] = lstm_sequence(X, h_0[l], c_0[l], params)
    return X, h_T, c_T


def lstm_bidirectional(X, forward, backward):
    T, B, _ = X.shape
    H = len(forward["b_f"])
    out, zero = np.empty((T, B, 2 * H)), np.zeros((B, H))
    out[:, :, :H] = lstm_sequence(X, zero, zero, forward)[0]
    out[::-1, :, H:] = lstm_sequence(X[::-1], zero, zero, backward)[0]
    return out


def rnn_sequence(X, h_0, W, U, b):
    hs = np.empty((len(X) + 1, *h_0.shape))
    hs[0] = h_0
    for t in range(1, len(X) + 1):
        hs[t] = np.tanh(X[t - 1] @ W.T + hs[t - 1] @ U.T + b)
    return hs[1:]
