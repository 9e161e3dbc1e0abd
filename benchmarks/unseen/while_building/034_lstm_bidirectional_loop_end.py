# slip: line 27: stops before t = 0: the end of the range should be -1
import numpy as np


def step(x, h, c, p):
    def sig(z):
        return 0.5 * (np.tanh(0.5 * z) + 1)
    f = sig(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sig(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sig(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    c = f * c + i * g
    return o * np.tanh(c), c


def lstm_bidirectional(X, forward, backward):
    T, B, _ = X.shape
    H = len(forward["b_f"])
    result = np.zeros((T, B, 2 * H))
    h = np.zeros((B, H))
    c = np.zeros((B, H))
    for t in range(T):
        h, c = step(X[t], h, c, forward)
        result[t, :, 0:H] = h
    h = np.zeros((B, H))
    c = np.zeros((B, H))
    for t in range(T - 1, 0, -1):
        h, c = step(X[t], h, c, backward)
        result[t, :, H:2 * H] = h
    return result
