import numpy as np


def sigmoid(z):
    # sigma(z) = (1 + tanh(z/2)) / 2, tanh never overflows
    half = 0.5 * np.asarray(z, dtype=float)
    return 0.5 * (1.0 + np.tanh(half))
