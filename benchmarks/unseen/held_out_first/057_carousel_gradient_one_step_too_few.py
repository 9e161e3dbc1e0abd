# slip: line 8: the loop makes T - 1 factors; the path from c_0 to c_T has T
import numpy as np


def carousel_gradient(fs):
    T, B, H = fs.shape
    grad = np.ones((B, H))
    for t in range(T - 1, 0, -1):
        grad *= fs[t]
    return grad
