# slip: line 12: U_f is transposed although the state is used as a column, where U_f h is right
import numpy as np


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    # I think in column vectors, so I take the examples one at a time
    B = x_t.shape[0]
    f_t = np.zeros((B, b_f.size))
    for n in range(B):
        x = x_t[n]
        h = h_prev[n]
        a = W_f.dot(x) + U_f.T.dot(h) + b_f
        f_t[n] = 1 / (1 + np.exp(-a))
    return f_t
