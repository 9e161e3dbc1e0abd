import numpy as np

def carousel_gradient(fs):
    T, B, H = fs.shape
    d = np.ones((B, H))
    for t in range(T - 1, -1, -1):
        d = d * fs[t]
    return d
