"""np.piecewise."""
import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z < 0], [lambda n: np.exp(n) / (1 + np.exp(n)), lambda p: 1 / (1 + np.exp(-p))])
