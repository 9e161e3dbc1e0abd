# slip: line 12: the loop over the inputs begins at 1, so the first input is left out
import numpy as np


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    nB, nI = x_t.shape
    nH = U_i.shape[0]
    i_t = np.zeros((nB, nH))
    for r in range(nB):
        for u in range(nH):
            s = b_i[u]
            for k in range(1, nI):
                s = s + W_i[u, k] * x_t[r, k]
            for k in range(nH):
                s = s + U_i[u, k] * h_prev[r, k]
            i_t[r, u] = 1 / (1 + np.exp(-s))
    return i_t
