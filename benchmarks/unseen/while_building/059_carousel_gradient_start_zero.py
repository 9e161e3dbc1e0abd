# slip: line 7: a product has to start from 1, with a start of 0 it stays 0
import numpy as np


def carousel_gradient(fs):
    T, B, H = fs.shape
    gradient = np.zeros((B, H))
    for t in range(T):
        for b in range(B):
            for j in range(H):
                gradient[b, j] *= fs[t, b, j]
    return gradient
