# slip: line 16: the sum starts at 0 and the bias b_f[j] is never added
import math
import numpy as np


def sig(v):
    return 0.5 * (1 + math.tanh(v / 2))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    B, I = x_t.shape
    H = h_prev.shape[1]
    f_t = np.zeros((B, H))
    for n in range(B):
        for j in range(H):
            z = 0.0
            for k in range(I):
                z += W_f[j, k] * x_t[n, k]
            for k in range(H):
                z += U_f[j, k] * h_prev[n, k]
            f_t[n, j] = sig(z)
    return f_t
