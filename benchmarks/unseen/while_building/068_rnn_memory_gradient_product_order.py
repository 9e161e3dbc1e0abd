# slip: line 10: later steps have to be multiplied from the left: step_jacobian @ J
import numpy as np


def rnn_memory_gradient(hs, U):
    T, B, H = hs.shape
    J = np.tile(np.eye(H), (B, 1, 1))
    for t in range(T):
        step_jacobian = (1 - hs[t] ** 2)[:, :, np.newaxis] * U
        J = J @ step_jacobian
    return J
