# slip: line 8: the loop starts at index 1, so the forget gate of the first step is left out
import numpy as np

def carousel_gradient(fs):
    T, B, H = fs.shape
    gradient = np.ones((B, H))
    # t = 1 ... T
    for t in range(1, T):
        gradient = gradient * fs[t]
    return gradient
