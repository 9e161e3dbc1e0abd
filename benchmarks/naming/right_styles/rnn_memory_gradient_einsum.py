import numpy as np


def rnn_memory_gradient(hs, U):
    slopes = 1 - hs ** 2
    B, H = hs.shape[1:]
    jac = np.broadcast_to(np.eye(H), (B, H, H))
    for s in slopes:
        jac = np.einsum("bi,ik,bkj->bij", s, U, jac)
    return jac
