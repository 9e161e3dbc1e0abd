"""np.clip keeps the exponential from overflowing."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -60, 60)))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)
