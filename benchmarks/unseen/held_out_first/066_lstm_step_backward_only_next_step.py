# slip: line 27: dc_prev is made from the incoming dc_t instead of the whole dc, so the way through h_t is missing
import numpy as np


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    W_f, W_i, W_g, W_o = params["W_f"], params["W_i"], params["W_g"], params["W_o"]
    U_f, U_i, U_g, U_o = params["U_f"], params["U_i"], params["U_g"], params["U_o"]

    def σ(a):
        return 1.0 / (1.0 + np.exp(-a))

    f = σ(x_t @ W_f.T + h_prev @ U_f.T + params["b_f"])
    i = σ(x_t @ W_i.T + h_prev @ U_i.T + params["b_i"])
    g = np.tanh(x_t @ W_g.T + h_prev @ U_g.T + params["b_g"])
    o = σ(x_t @ W_o.T + h_prev @ U_o.T + params["b_o"])
    c = f * c_prev + i * g
    th = np.tanh(c)

    dc_total = dc_t + dh_t * o * (1 - th * th)
    dzf = dc_total * c_prev * f * (1 - f)
    dzi = dc_total * g * i * (1 - i)
    dzg = dc_total * i * (1 - g * g)
    dzo = dh_t * th * o * (1 - o)

    dx_t = dzf @ W_f + dzi @ W_i + dzg @ W_g + dzo @ W_o
    dh_prev = dzf @ U_f + dzi @ U_i + dzg @ U_g + dzo @ U_o
    dc_prev = dc_t * f

    grads = {
        "W_f": dzf.T @ x_t, "U_f": dzf.T @ h_prev, "b_f": dzf.sum(0),
        "W_i": dzi.T @ x_t, "U_i": dzi.T @ h_prev, "b_i": dzi.sum(0),
        "W_g": dzg.T @ x_t, "U_g": dzg.T @ h_prev, "b_g": dzg.sum(0),
        "W_o": dzo.T @ x_t, "U_o": dzo.T @ h_prev, "b_o": dzo.sum(0),
    }
    return dx_t, dh_prev, dc_prev, grads
