# slip: line 5: clipped to -1..1, which changes ordinary values
import numpy as np

def sigmoid(z):
    z = np.clip(z, -1, 1)
    return 1.0 / (1.0 + np.exp(-z))
