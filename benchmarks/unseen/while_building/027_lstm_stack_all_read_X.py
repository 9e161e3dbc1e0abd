# slip: line 27: every layer reads X: the layers above the first must read the hs of the layer below
import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def lstm_sequence(X, h, c, p):
    hs = []
    for x in X:
        f = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
        i = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
        g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
        o = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
    return np.array(hs), h, c


def lstm_stack(X, h_0, c_0, layers):
    h_T = np.zeros_like(h_0)
    c_T = np.zeros_like(c_0)
    for l, params in enumerate(layers):
        hs, h_T[l], c_T[l] = lstm_sequence(X, h_0[l], c_0[l], params)
    return hs, h_T, c_T
