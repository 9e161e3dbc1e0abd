"""The sequence as a recursion."""
import numpy as np


def sigmoid(z):
    return np.reciprocal(1 + np.exp(-z))


def lstm_step(x, h, c, p):
    f, i, o = (sigmoid(x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]) for k in "fio")
    c = f * c + i * np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    return o * np.tanh(c), c


def lstm_sequence(X, h_0, c_0, params):
    h, c = lstm_step(X[0], h_0, c_0, params)
    if len(X) == 1:
        return h[np.newaxis], h, c
    rest, h_T, c_T = lstm_sequence(X[1:], h, c, params)
    return np.concatenate([h[np.newaxis], rest]), h_T, c_T


def rnn_sequence(X, h_0, W, U, b):
    if not len(X):
        return np.empty((0, *h_0.shape))
    h = np.tanh(X[0] @ W.T + h_0 @ U.T + b)
    return np.concatenate([h[None], rnn_sequence(X[1:], h, W, U, b)])


def lstm_stack(X, h_0, c_0, layers):
    hs, h, c = lstm_sequence(X, h_0[0], c_0[0], layers[0])
    if len(layers) == 1:
        return hs, h[None], c[None]
    hs, h_rest, c_rest = lstm_stack(hs, h_0[1:], c_0[1:], layers[1:])
    return hs, np.concatenate([h[None], h_rest]), np.concatenate([c[None], c_rest])


def carousel_gradient(fs):
    return fs[0] if len(fs) == 1 else fs[0] * carousel_gradient(fs[1:])


def rnn_memory_gradient(hs, U):
    last = (1 - hs[-1] ** 2)[..., None] * U
    return last if len(hs) == 1 else last @ rnn_memory_gradient(hs[:-1], U)
