# slip: line 14: returns 1 - f, the share that is forgotten instead of the share that is kept
import numpy as np


def _logistic(a):
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1 / (1 + e), e / (1 + e))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    inputs = np.hstack((h_prev, x_t))
    kernel = np.hstack((U_f, W_f)).T
    activation = _logistic(inputs @ kernel + b_f)
    return 1 - activation
