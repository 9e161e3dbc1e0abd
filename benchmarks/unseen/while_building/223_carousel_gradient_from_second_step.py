# slip: line 7: the first forget gate is left out
import numpy as np

def carousel_gradient(fs):
    acc = np.empty(fs.shape[1:])
    acc[:] = 1.0
    for t in range(1, fs.shape[0]):
        acc = acc * fs[t]
    return acc
