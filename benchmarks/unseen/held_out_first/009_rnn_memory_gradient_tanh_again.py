# slip: line 6: takes tanh of hs once more for the slope, although hs already are values of tanh
import numpy as np


def dtanh(v):
    return 1 - np.tanh(v) ** 2


def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.tile(np.eye(H), (B, 1, 1))
    for t in range(T):
        slope = dtanh(hs[t])
        step = np.einsum("bi,ij->bij", slope, U)
        J = np.einsum("bij,bjk->bik", step, J)
    return J
