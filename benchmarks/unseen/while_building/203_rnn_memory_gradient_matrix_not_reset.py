# slip: line 7: M is not reset between examples
import numpy as np

def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    result = []
    M = np.eye(H)
    for n in range(B):
        for t in range(T):
            d = 1 - hs[t, n] ** 2
            M = np.diag(d) @ U @ M
        result.append(M)
    return np.array(result)
