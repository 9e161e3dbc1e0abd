# slip: line 6: 1 / 1 + exp(-z) is 1 + exp(-z): the parentheses around the denominator are missing
import numpy as np

def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = np.dot(x_t, W_f.T) + np.dot(h_prev, U_f.T) + b_f
    ft = 1 / 1 + np.exp(-z)
    return ft
