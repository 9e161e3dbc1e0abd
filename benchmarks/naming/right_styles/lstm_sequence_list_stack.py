import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h, c, p):
    f = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    c = f * c + i * g
    return o * np.tanh(c), c


def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = []
    for x_t in X:
        h, c = lstm_step(x_t, h, c, params)
        hs.append(h)
    return np.stack(hs), h, c
