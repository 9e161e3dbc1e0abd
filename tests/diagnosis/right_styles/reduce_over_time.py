"""functools.reduce."""
from functools import reduce

import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    states = reduce(lambda hs, x: [*hs, np.tanh(x @ W.T + hs[-1] @ U.T + b)], X, [h_0])
    return np.stack(states[1:])


def carousel_gradient(fs):
    return reduce(np.multiply, fs)


def rnn_memory_gradient(hs, U):
    return reduce(lambda jacobian, h: ((1 - h * h)[:, :, None] * U) @ jacobian, hs, np.eye(len(U)))


def clip_gradients(grads, max_norm):
    norm = reduce(np.hypot, [np.linalg.norm(g) for g in grads.values()], 0.0)
    return {k: g * min(1, max_norm / norm) if norm else g for k, g in grads.items()}
