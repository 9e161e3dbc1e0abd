# slip: line 8: `if z >= 0` on an array has no single truth value; it must be decided entry by entry
import numpy as np
import math


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    if z >= 0:
        return 1.0 / (1.0 + np.exp(-z))
    else:
        return np.exp(z) / (1.0 + np.exp(z))
