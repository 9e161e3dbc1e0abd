# slip: line 11: the new factor is multiplied from the right, so the steps come in the opposite order
import numpy as np

def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.zeros((B, H, H))
    for n in range(B):
        jac = np.eye(H)
        for t in range(T):
            D = np.diag(1 - hs[t, n] ** 2)
            jac = jac @ (D @ U)
        J[n] = jac
    return J
