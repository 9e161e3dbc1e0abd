# slip: line 14: hs has already been through tanh: the slope is 1 - h**2, not 1 - tanh(h)**2
import numpy as np


def tanh_slope(a):
    return 1 - np.tanh(a) ** 2


def rnn_memory_gradient(hs, U):
    result = []
    for n in range(hs.shape[1]):
        J = np.eye(hs.shape[2])
        for h in hs[:, n]:
            J = np.dot(np.diag(tanh_slope(h)), U).dot(J)
        result.append(J)
    return np.array(result)
