# slip: line 14: the cell state is clipped to 0..1
import numpy as np

def sig(a):
    return 0.5 * (1 + np.tanh(0.5 * a))

def lstm_step(x_t, h_prev, c_prev, params):
    p = params
    f = sig(x_t @ p['W_f'].T + h_prev @ p['U_f'].T + p['b_f'])
    i = sig(x_t @ p['W_i'].T + h_prev @ p['U_i'].T + p['b_i'])
    g = np.tanh(x_t @ p['W_g'].T + h_prev @ p['U_g'].T + p['b_g'])
    o = sig(x_t @ p['W_o'].T + h_prev @ p['U_o'].T + p['b_o'])
    c = f * c_prev + i * g
    c = np.clip(c, 0, 1)
    h = o * np.tanh(c)
    return h, c
