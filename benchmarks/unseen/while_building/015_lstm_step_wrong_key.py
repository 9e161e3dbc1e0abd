# slip: line 9: the keys have an underscore: 'W_f' and not 'Wf'
import numpy as np

def stable(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1 + e)

def gate(k, x, h, p):
    return x @ p['W' + k].T + h @ p['U' + k].T + p['b' + k]

def lstm_step(x_t, h_prev, c_prev, params):
    f = stable(gate('f', x_t, h_prev, params))
    i = stable(gate('i', x_t, h_prev, params))
    g = np.tanh(gate('g', x_t, h_prev, params))
    o = stable(gate('o', x_t, h_prev, params))
    c = f * c_prev + i * g
    return o * np.tanh(c), c
