# slip: line 11: (1 - r) instead of (1 - z)
import numpy as np

def sigm(q):
    return 1.0 / (1.0 + np.exp(-q))

def gru_step(x_t, h_prev, params):
    r = sigm(x_t @ params['W_r'].T + h_prev @ params['U_r'].T + params['b_r'])
    z = sigm(x_t @ params['W_z'].T + h_prev @ params['U_z'].T + params['b_z'])
    g = np.tanh(x_t @ params['W_g'].T + (r * h_prev) @ params['U_g'].T + params['b_g'])
    return z * h_prev + (1 - r) * g
