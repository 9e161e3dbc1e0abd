import numpy as np


def rnn_step(x_t, h_prev, W, U, b):
    z = np.dot(x_t, W.T) + np.dot(h_prev, U.T) + b
    return np.tanh(z)


def rnn_sequence(X, h_0, W, U, b):
    hs = []
    h = h_0
    for x_t in X:
        h = rnn_step(x_t, h, W, U, b)
        hs.append(h)
    return np.array(hs)
