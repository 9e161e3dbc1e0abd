"""np.apply_along_axis."""
import numpy as np


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    I = x_t.shape[1]
    return np.apply_along_axis(lambda row: 1 / (1 + np.exp(-(W_f @ row[:I] + U_f @ row[I:] + b_f))), 1,
                               np.concatenate([x_t, h_prev], axis=1))


def rnn_step(x_t, h_prev, W, U, b):
    return np.apply_along_axis(lambda row: np.tanh(W @ row[:x_t.shape[1]] + U @ row[x_t.shape[1]:] + b), 1,
                               np.concatenate([x_t, h_prev], axis=1))
