# slip: line 14: h_0 is stored as if it were h_1: the first input is never read and every state is one step off
import numpy as np


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), 1 - 1 / (1 + np.exp(-np.abs(z))))


def lstm_sequence(X, h_0, c_0, params):
    T, B, _ = X.shape
    H = h_0.shape[-1]
    hs = np.zeros((T, B, H))
    cs = np.zeros((T, B, H))
    hs[0] = h_0
    cs[0] = c_0
    for t in range(1, T):
        x, h = X[t], hs[t - 1]
        f = sigmoid(x @ params["W_f"].T + h @ params["U_f"].T + params["b_f"])
        i = sigmoid(x @ params["W_i"].T + h @ params["U_i"].T + params["b_i"])
        g = np.tanh(x @ params["W_g"].T + h @ params["U_g"].T + params["b_g"])
        o = sigmoid(x @ params["W_o"].T + h @ params["U_o"].T + params["b_o"])
        cs[t] = f * cs[t - 1] + i * g
        hs[t] = o * np.tanh(cs[t])
    return hs, hs[-1], cs[-1]
