# slip: line 5: raises: ValueError, W_f of shape (H, I) is not transposed before the product
import numpy as np

def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    a = x_t @ W_f
    a = a + h_prev @ U_f.T
    a = a + b_f
    return 1.0 / (1.0 + np.exp(-a))
