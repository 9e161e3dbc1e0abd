# slip: line 9: exp(-z) overflows on the negative side and gives the wrong branch: should be exp(z)
import numpy as np


def sigmoid(z):
    s = np.empty(z.shape)
    pos = z >= 0
    s[pos] = 1 / (1 + np.exp(-z[pos]))
    e = np.exp(-z[~pos])
    s[~pos] = e / (1 + e)
    return s
