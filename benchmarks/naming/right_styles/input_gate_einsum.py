import numpy as np


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    pre = np.einsum("bi,hi->bh", x_t, W_i)
    pre = pre + np.einsum("bk,hk->bh", h_prev, U_i)
    pre = pre + b_i[np.newaxis, :]

    def sigma(a):
        pos = a > 0
        e = np.exp(np.where(pos, -a, a))
        return np.where(pos, 1 / (1 + e), e / (1 + e))

    return sigma(pre)
