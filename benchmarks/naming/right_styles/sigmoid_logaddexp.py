import numpy as np


def sigmoid(z):
    log_s = -np.logaddexp(0, -z)
    return np.exp(log_s)
