# slip: line 17: the slope of tanh is taken as 1 - c^2 instead of 1 - tanh(c)^2
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    p = params
    # forward again
    f = sigmoid(x_t @ p['W_f'].T + h_prev @ p['U_f'].T + p['b_f'])
    i = sigmoid(x_t @ p['W_i'].T + h_prev @ p['U_i'].T + p['b_i'])
    g = np.tanh(x_t @ p['W_g'].T + h_prev @ p['U_g'].T + p['b_g'])
    o = sigmoid(x_t @ p['W_o'].T + h_prev @ p['U_o'].T + p['b_o'])
    c = f * c_prev + i * g

    # backward
    dc = dc_t + dh_t * o * (1 - c ** 2)
    dzf = dc * c_prev * f * (1 - f)
    dzi = dc * g * i * (1 - i)
    dzg = dc * i * (1 - g ** 2)
    dzo = dh_t * np.tanh(c) * o * (1 - o)

    dx = dzf @ p['W_f'] + dzi @ p['W_i'] + dzg @ p['W_g'] + dzo @ p['W_o']
    dh_prev = dzf @ p['U_f'] + dzi @ p['U_i'] + dzg @ p['U_g'] + dzo @ p['U_o']
    dc_prev = dc * f
    grads = {}
    for name, dz in zip('figo', [dzf, dzi, dzg, dzo]):
        grads['W_' + name] = dz.T @ x_t
        grads['U_' + name] = dz.T @ h_prev
        grads['b_' + name] = dz.sum(axis=0)
    return dx, dh_prev, dc_prev, grads
