# slip: line 6: the bias is made a column (H, 1) and cannot be added to rows of shape (B, H)
import numpy as np


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    bias = b_i.reshape(-1, 1)
    z = x_t.dot(W_i.T) + h_prev.dot(U_i.T) + bias
    return 1.0 / (1.0 + np.exp(-z))
