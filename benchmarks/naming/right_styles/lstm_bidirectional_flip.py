import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_sequence(X, h_0, c_0, params):
    T = len(X)
    h, c = h_0, c_0
    hs = [None] * T
    for t in range(T):
        f = sigmoid(X[t] @ params["W_f"].T + h @ params["U_f"].T + params["b_f"])
        i = sigmoid(X[t] @ params["W_i"].T + h @ params["U_i"].T + params["b_i"])
        g = np.tanh(X[t] @ params["W_g"].T + h @ params["U_g"].T + params["b_g"])
        o = sigmoid(X[t] @ params["W_o"].T + h @ params["U_o"].T + params["b_o"])
        c = c * f + g * i
        h = np.tanh(c) * o
        hs[t] = h
    return np.array(hs), h, c


def lstm_bidirectional(X, forward, backward):
    B = X.shape[1]
    zeros = np.zeros((B, len(forward["b_f"])))
    left_to_right, _, _ = lstm_sequence(X, zeros, zeros, forward)
    right_to_left, _, _ = lstm_sequence(np.flip(X, axis=0), zeros, zeros, backward)
    right_to_left = np.flip(right_to_left, axis=0)
    return np.concatenate([left_to_right, right_to_left], axis=2)
