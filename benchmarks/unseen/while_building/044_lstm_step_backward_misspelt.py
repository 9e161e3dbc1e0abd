# slip: line 23: misspelt: the variable is called dzo and not dz_o
import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    W_f, W_i, W_g, W_o = params['W_f'], params['W_i'], params['W_g'], params['W_o']
    U_f, U_i, U_g, U_o = params['U_f'], params['U_i'], params['U_g'], params['U_o']
    f_t = sigmoid(x_t @ W_f.T + h_prev @ U_f.T + params['b_f'])
    i_t = sigmoid(x_t @ W_i.T + h_prev @ U_i.T + params['b_i'])
    g_t = np.tanh(x_t @ W_g.T + h_prev @ U_g.T + params['b_g'])
    o_t = sigmoid(x_t @ W_o.T + h_prev @ U_o.T + params['b_o'])
    c_t = f_t * c_prev + i_t * g_t
    dc = dc_t + dh_t * o_t * (1 - np.tanh(c_t) ** 2)
    dzf = dc * c_prev * f_t * (1 - f_t)
    dzi = dc * g_t * i_t * (1 - i_t)
    dzg = dc * i_t * (1 - g_t ** 2)
    dzo = dh_t * np.tanh(c_t) * o_t * (1 - o_t)
    dx_t = dzf @ W_f + dzi @ W_i + dzg @ W_g + dz_o @ W_o
    dh_prev = dzf @ U_f + dzi @ U_i + dzg @ U_g + dzo @ U_o
    dc_prev = dc * f_t
    grads = {}
    for k, dz in {'f': dzf, 'i': dzi, 'g': dzg, 'o': dzo}.items():
        grads['W_' + k] = dz.T @ x_t
        grads['U_' + k] = dz.T @ h_prev
        grads['b_' + k] = np.sum(dz, axis=0)
    return dx_t, dh_prev, dc_prev, grads
