# slip: line 7: W_f should be transposed: (B, I) times (H, I) does not fit
import numpy as np

def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    def sigmoid(a):
        return np.exp(-np.logaddexp(0, -a))
    z = np.dot(x_t, W_f) + np.dot(h_prev, U_f.T) + b_f
    return sigmoid(z)
