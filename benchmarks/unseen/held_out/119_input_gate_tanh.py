# slip: line 6: tanh is used as the activation of the input gate instead of the sigmoid
import numpy as np

def input_gate(x_t, h_prev, W_i, U_i, b_i):
    linear = x_t @ np.transpose(W_i) + h_prev @ np.transpose(U_i) + b_i[np.newaxis, :]
    it = np.tanh(linear)
    return it
