# slip: line 5: tanh of the input before the product
import numpy as np

def candidate(x_t, h_prev, W_g, U_g, b_g):
    xs = np.tanh(x_t)
    total = np.matmul(xs, W_g.T)
    total += np.matmul(h_prev, U_g.T)
    total += b_g
    return np.tanh(total)
