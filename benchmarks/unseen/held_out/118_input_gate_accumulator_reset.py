# slip: line 9: the sum is set to zero once per example and not once per unit, so it runs on from unit to unit
import numpy as np

def input_gate(x_t, h_prev, W_i, U_i, b_i):
    B, I = x_t.shape
    H = b_i.shape[0]
    gate = np.zeros((B, H))
    for n in range(B):
        s = 0.0
        for j in range(H):
            for k in range(I):
                s += W_i[j, k] * x_t[n, k]
            for k in range(H):
                s += U_i[j, k] * h_prev[n, k]
            s += b_i[j]
            gate[n, j] = 1 / (1 + np.exp(-s))
    return gate
