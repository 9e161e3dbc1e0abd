# slip: line 16: the old cell state is shown instead of the new c_t
import numpy as np


def sigma(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_step(x_t, h_prev, c_prev, params):
    p = params
    f_t = sigma(x_t @ p["W_f"].T + h_prev @ p["U_f"].T + p["b_f"])
    i_t = sigma(x_t @ p["W_i"].T + h_prev @ p["U_i"].T + p["b_i"])
    g_t = np.tanh(x_t @ p["W_g"].T + h_prev @ p["U_g"].T + p["b_g"])
    o_t = sigma(x_t @ p["W_o"].T + h_prev @ p["U_o"].T + p["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_prev)
    return h_t, c_t
