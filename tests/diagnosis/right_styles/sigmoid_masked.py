"""Two halves, chosen with a mask."""
import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    out = np.empty(z.shape)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(x_t.dot(W_i.T) + h_prev.dot(U_i.T) + b_i)
