"""Results that lie in memory in unusual ways."""
import numpy as np


def _every_second(array):
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]))
    wide[..., ::2] = array
    return wide[..., ::2]


def sigmoid(z):
    return _every_second(1 / (1 + np.exp(-z)))


def cell_state(c_prev, f_t, i_t, g_t):
    return np.asfortranarray(f_t * c_prev + i_t * g_t)


def hidden_state(o_t, c_t):
    return np.ascontiguousarray((o_t * np.tanh(c_t)).T).T


def rnn_sequence(X, h_0, W, U, b):
    hs = np.zeros((X.shape[1], X.shape[0], h_0.shape[1]))
    for t, x_t in enumerate(X):
        h_0 = np.tanh(x_t @ W.T + h_0 @ U.T + b)
        hs[:, t] = h_0
    return hs.transpose(1, 0, 2)


def carousel_gradient(fs):
    return np.flip(np.flip(np.cumprod(fs, axis=0)[-1], 0), 0)[::1]
