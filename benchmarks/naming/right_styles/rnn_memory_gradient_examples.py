import numpy as np

def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.zeros((B, H, H))
    for b in range(B):
        M = np.eye(H)
        for t in range(T):
            M = np.diag(1 - hs[t, b] ** 2) @ U @ M
        J[b] = M
    return J
