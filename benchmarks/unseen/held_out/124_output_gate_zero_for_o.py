# slip: line 6: raises: NameError, W_0 with a zero is written for W_o with the letter
import numpy as np

def output_gate(x_t, h_prev, W_o, U_o, b_o):
    sig = lambda v: 1. / (1. + np.exp(-v))
    return sig(x_t.dot(W_0.T) + h_prev.dot(U_o.T) + b_o)
