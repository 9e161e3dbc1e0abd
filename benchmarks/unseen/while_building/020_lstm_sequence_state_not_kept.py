# slip: line 22: every step starts from h_0 and c_0 again, the states are not carried on
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_step(x, h, c, p):
    f = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new


def lstm_sequence(X, h_0, c_0, params):
    hs = []
    for x_t in X:
        h, c = lstm_step(x_t, h_0, c_0, params)
        hs.append(h)
    return np.stack(hs, axis=0), h, c
