# slip: line 10: reads a dict with a dot, like a struct or a JavaScript object
import numpy as np


def sigma(a):
    return 1 / (1 + np.exp(-a))


def lstm_step(x_t, h_prev, c_prev, params):
    p = params
    f = sigma(x_t @ p.W_f.T + h_prev @ p.U_f.T + p.b_f)
    i = sigma(x_t @ p.W_i.T + h_prev @ p.U_i.T + p.b_i)
    g = np.tanh(x_t @ p.W_g.T + h_prev @ p.U_g.T + p.b_g)
    o = sigma(x_t @ p.W_o.T + h_prev @ p.U_o.T + p.b_o)
    c_t = f * c_prev + i * g
    h_t = o * np.tanh(c_t)
    return h_t, c_t
