import numpy as np

def sigmoid(z):
    e = np.exp(-np.abs(z))          # always in (0, 1]
    num = np.where(z < 0, e, 1.)
    return num / (1. + e)
