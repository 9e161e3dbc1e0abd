# slip: line 9: raises: ValueError, np.diag of the (B, H) array takes its diagonal, a vector that does not fit U
import numpy as np

def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.stack([np.eye(H)] * B)
    for t in range(T):
        dtanh = 1 - hs[t] ** 2
        step = np.diag(dtanh) @ U
        J = step @ J
    return J
