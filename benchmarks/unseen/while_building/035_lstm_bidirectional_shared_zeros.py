# slip: line 12: h and c are one and the same array, so filling h also overwrites c
import numpy as np


def sigma(z):
    return np.exp(-np.logaddexp(0, -z))


def direction(X, p, steps):
    T, B, _ = X.shape
    H = p["U_f"].shape[0]
    h = c = np.zeros((B, H))
    out = np.empty((T, B, H))
    for t in steps:
        f = sigma(X[t] @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
        i = sigma(X[t] @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
        g = np.tanh(X[t] @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
        o = sigma(X[t] @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
        c[:] = f * c + i * g
        h[:] = o * np.tanh(c)
        out[t] = h
    return out


def lstm_bidirectional(X, forward, backward):
    T = len(X)
    ahead = direction(X, forward, range(T))
    back = direction(X, backward, reversed(range(T)))
    return np.dstack([ahead, back])
