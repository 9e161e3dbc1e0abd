# slip: line 8: brackets are missing around the numerator, so only exp(-z) is divided
import numpy as np


def my_tanh(z):
    p = np.exp(z)
    m = np.exp(-z)
    return p - m / (p + m)


def candidate(x_t, h_prev, W_g, U_g, b_g):
    contrib_x = np.einsum("bi,hi->bh", x_t, W_g)
    contrib_h = np.einsum("bk,hk->bh", h_prev, U_g)
    return my_tanh(contrib_x + contrib_h + b_g)
