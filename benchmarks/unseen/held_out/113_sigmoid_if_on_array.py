# slip: line 5: raises: ValueError, the truth value of a whole array is ambiguous
import numpy as np

def sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    else:
        e = np.exp(z)
        return e / (1 + e)
