# slip: line 5: the bracket of tanh closes after the input part, so the recurrent part and the bias are outside
import numpy as np

def candidate(x_t, h_prev, W_g, U_g, b_g):
    cct = np.tanh(np.dot(x_t, W_g.T)) + np.dot(h_prev, U_g.T) + b_g
    return cct
