# slip: line 27: hb is still in reversed time order: it has to be turned round again before joining
import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


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
    return np.stack(hs), h, c


def lstm_bidirectional(X, forward, backward):
    zero = np.zeros((X.shape[1], forward["U_f"].shape[0]))
    hf, _, _ = lstm_sequence(X, zero, zero, forward)
    hb, _, _ = lstm_sequence(X[::-1], zero, zero, backward)
    return np.concatenate([hf, hb], axis=-1)
