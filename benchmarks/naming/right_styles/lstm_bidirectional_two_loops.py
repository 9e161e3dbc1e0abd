import numpy as np


def sig(v):
    e = np.exp(-np.abs(v))
    return np.where(v >= 0, 1 / (1 + e), e / (1 + e))


def step(x, h, c, p):
    f = sig(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sig(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sig(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new


def lstm_bidirectional(X, forward, backward):
    T, B, I = X.shape
    H = forward['U_f'].shape[0]
    hs = np.zeros((T, B, 2 * H))

    h = np.zeros((B, H))
    c = np.zeros((B, H))
    for t in range(T):
        h, c = step(X[t], h, c, forward)
        hs[t, :, :H] = h

    h = np.zeros((B, H))
    c = np.zeros((B, H))
    for t in range(T - 1, -1, -1):
        h, c = step(X[t], h, c, backward)
        hs[t, :, H:] = h
    return hs
