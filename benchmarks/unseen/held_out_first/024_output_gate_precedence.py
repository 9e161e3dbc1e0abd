# slip: line 9: 1 / 1 + exp(-z) without brackets is 1 + exp(-z)
import numpy as np


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    z = x_t @ W_o.T
    z = z + h_prev @ U_o.T
    z = z + b_o
    o_t = 1 / 1 + np.exp(-z)
    return o_t
