"""Indices and while loops."""
import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    t, hs = 0, []
    while t < len(X):
        hs.append(np.tanh(X[t] @ W.T + (hs[t - 1] if t else h_0) @ U.T + b))
        t += 1
    return np.stack(hs)


def rnn_memory_gradient(hs, U):
    t = len(hs) - 1
    jacobian = np.eye(len(U))
    while t >= 0:
        jacobian = jacobian @ ((1 - hs[t] ** 2)[:, :, None] * U)
        t -= 1
    return jacobian


def carousel_gradient(fs):
    product, t = np.ones_like(fs[0]), len(fs)
    while t:
        t -= 1
        product = product * fs[t]
    return product


def count_parameters(input_size, hidden_size, num_layers):
    total = 0
    while num_layers > 0:
        width = input_size if num_layers == 1 else hidden_size
        total += 4 * hidden_size * (width + hidden_size + 1)
        num_layers -= 1
    return total
