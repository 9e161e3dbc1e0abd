# slip: line 18: this has shape (I, H): it should be d.T.dot(x_t) with shape (H, I)
import numpy as np

def sigma(z):
    return (np.tanh(z / 2) + 1) / 2

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    P = params
    zf, zi, zg, zo = [x_t.dot(P['W_' + k].T) + h_prev.dot(P['U_' + k].T) + P['b_' + k] for k in 'figo']
    f, i, g, o = sigma(zf), sigma(zi), np.tanh(zg), sigma(zo)
    c = f * c_prev + i * g
    dc = dc_t + dh_t * o * (1 - np.tanh(c) ** 2)
    deltas = [dc * c_prev * f * (1 - f), dc * g * i * (1 - i), dc * i * (1 - g * g), dh_t * np.tanh(c) * o * (1 - o)]
    grads = {}
    dx = np.zeros(x_t.shape)
    dh = np.zeros(h_prev.shape)
    for k, d in zip('figo', deltas):
        grads['W_' + k] = x_t.T.dot(d)
        grads['U_' + k] = d.T.dot(h_prev)
        grads['b_' + k] = d.sum(0)
        dx += d.dot(P['W_' + k])
        dh += d.dot(P['U_' + k])
    return dx, dh, dc * f, grads
