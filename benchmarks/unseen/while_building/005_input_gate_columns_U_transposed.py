# slip: line 14: with columns it is U_i @ h, the transpose of U_i is too much
import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    x = x_t.T
    h = h_prev.T
    bias = b_i.reshape(-1, 1)
    z = W_i @ x + U_i.T @ h + bias
    return sigmoid(z).T
