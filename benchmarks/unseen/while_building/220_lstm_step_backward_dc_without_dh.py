# slip: line 24: mean over the batch instead of the sum
import numpy as np

def sg(a): return 1/(1+np.exp(-a))

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    p = params
    f = sg(x_t @ p['W_f'].T + h_prev @ p['U_f'].T + p['b_f'])
    i = sg(x_t @ p['W_i'].T + h_prev @ p['U_i'].T + p['b_i'])
    g = np.tanh(x_t @ p['W_g'].T + h_prev @ p['U_g'].T + p['b_g'])
    o = sg(x_t @ p['W_o'].T + h_prev @ p['U_o'].T + p['b_o'])
    c = f * c_prev + i * g
    dc = dc_t + dh_t * o * (1 - np.tanh(c) ** 2)
    d = {'f': dc * c_prev * f * (1 - f),
         'i': dc * g * i * (1 - i),
         'g': dc * i * (1 - g ** 2),
         'o': dh_t * np.tanh(c) * o * (1 - o)}
    grads = {}
    dx = 0
    dh = 0
    for k in 'figo':
        grads['W_' + k] = d[k].T @ x_t
        grads['U_' + k] = d[k].T @ h_prev
        grads['b_' + k] = d[k].mean(axis=0)
        dx = dx + d[k] @ p['W_' + k]
        dh = dh + d[k] @ p['U_' + k]
    return dx, dh, dc * f, grads
