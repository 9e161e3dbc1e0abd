# slip: line 7: softmax instead of the sigmoid
import numpy as np

def input_gate(x_t, h_prev, W_i, U_i, b_i):
    pre = x_t @ W_i.T + h_prev @ U_i.T + b_i
    e = np.exp(pre)
    return e / e.sum(axis=-1, keepdims=True)
