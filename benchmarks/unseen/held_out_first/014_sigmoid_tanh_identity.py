# slip: line 7: the identity is (1 + tanh(z / 2)) / 2; here z is not halved
import numpy as np


def sigmoid(z):
    """sigmoid is only a shifted and squeezed tanh, and np.tanh never overflows."""
    return 0.5 * (1.0 + np.tanh(z))
