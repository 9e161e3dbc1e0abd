# slip: line 9: returns 1 - sigma, reading the gate as the share that is forgotten; it is the share that is kept
import numpy as np


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t @ W_f.T + h_prev @ U_f.T + b_f
    opening = np.where(z > 0, 1 / (1 + np.exp(-abs(z))), np.exp(-abs(z)) / (1 + np.exp(-abs(z))))
    # a big z should mean: forget a lot
    return 1 - opening
