"""np.vectorize over a function of one number."""
import math

import numpy as np


@np.vectorize
def _one(z):
    return 1 / (1 + math.exp(-z)) if z > 0 else 1 - 1 / (1 + math.exp(z))


def sigmoid(z):
    return _one(z)


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)
