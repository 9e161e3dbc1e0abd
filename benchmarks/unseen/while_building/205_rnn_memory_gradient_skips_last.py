# slip: line 7: the last step is left out
import numpy as np

def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.broadcast_to(np.eye(H), (B, H, H))
    for h in hs[:-1]:
        D = 1.0 - h * h
        J = np.einsum('bi,ij,bjk->bik', D, U, J)
    return J
