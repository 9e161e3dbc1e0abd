# slip: line 6: the einsum letters of U_o are swapped, which multiplies by U instead of its transpose
import numpy as np

def output_gate(x_t, h_prev, W_o, U_o, b_o):
    z = np.einsum("bi,hi->bh", x_t, W_o)
    z += np.einsum("bk,kh->bh", h_prev, U_o)
    z += b_o
    return np.reciprocal(1 + np.exp(-z))
