# slip: line 8: starts with a matrix of ones instead of the identity
import numpy as np

def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.ndarray((B, H, H))
    for b in range(B):
        J[b] = np.ones((H, H))
        for t in range(T):
            J[b] = (1 - hs[t, b] ** 2)[:, None] * (U @ J[b])
    return J
