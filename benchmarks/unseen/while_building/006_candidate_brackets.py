# slip: line 8: the bias is added after tanh and not before
import numpy as np


def candidate(x_t, h_prev, W_g, U_g, b_g):
    from_input = np.matmul(x_t, W_g.T)
    from_state = np.matmul(h_prev, U_g.T)
    g_t = np.tanh(from_input + from_state) + b_g
    return g_t
