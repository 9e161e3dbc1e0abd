# slip: line 6: the maximum is taken off, as for a softmax
import numpy as np

def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t.dot(W_f.T) + h_prev.dot(U_f.T) + b_f
    z = z - z.max(axis=1, keepdims=True)
    return 1 / (1 + np.exp(-z))
