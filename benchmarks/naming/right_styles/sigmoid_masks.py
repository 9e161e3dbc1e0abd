import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    out = np.empty(z.shape, dtype=float)
    positive = z >= 0
    negative = ~positive
    out[positive] = 1.0 / (1.0 + np.exp(-z[positive]))
    tmp = np.exp(z[negative])
    out[negative] = tmp / (1.0 + tmp)
    return out
