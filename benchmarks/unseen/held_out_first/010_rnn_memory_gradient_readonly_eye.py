# slip: line 8: np.broadcast_to gives a read-only view, and the loop writes into it
import numpy as np


def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    # start with the identity for every example
    J = np.broadcast_to(np.eye(H), (B, H, H))
    for t in range(T):
        for n in range(B):
            D = np.diag(1.0 - hs[t, n] ** 2)
            J[n] = D @ U @ J[n]
    return J
