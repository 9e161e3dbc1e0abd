# slip: line 14: raises: KeyError, the candidate weights are called W_g in params and not W_c
import numpy as np

def sigm(x):
    return 1.0 / (1.0 + np.exp(-x))

def lstm_step(x_t, h_prev, c_prev, params):
    p = params
    xh = np.concatenate((x_t, h_prev), axis=-1)
    weight = lambda n: np.concatenate((p["W_" + n], p["U_" + n]), axis=-1)
    f = sigm(xh @ weight("f").T + p["b_f"])
    i = sigm(xh @ weight("i").T + p["b_i"])
    o = sigm(xh @ weight("o").T + p["b_o"])
    c_tilde = np.tanh(xh @ weight("c").T + p["b_c"])
    c_t = f * c_prev + i * c_tilde
    return o * np.tanh(c_t), c_t
