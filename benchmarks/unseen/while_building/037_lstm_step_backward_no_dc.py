# slip: line 16: the gradient dc_t that comes from the next step is not added
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"])
    i = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_i"])
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    o = sigmoid(x_t @ params["W_o"].T + h_prev @ params["U_o"].T + params["b_o"])
    c = f * c_prev + i * g

    dc = dh_t * o * (1 - np.tanh(c) ** 2)
    dz_f = dc * c_prev * f * (1 - f)
    dz_i = dc * g * i * (1 - i)
    dz_g = dc * i * (1 - g ** 2)
    dz_o = dh_t * np.tanh(c) * o * (1 - o)

    dx_t = dz_f @ params["W_f"] + dz_i @ params["W_i"] + dz_g @ params["W_g"] + dz_o @ params["W_o"]
    dh_prev = dz_f @ params["U_f"] + dz_i @ params["U_i"] + dz_g @ params["U_g"] + dz_o @ params["U_o"]
    dc_prev = dc * f
    grads = {
        "W_f": dz_f.T @ x_t, "W_i": dz_i.T @ x_t, "W_g": dz_g.T @ x_t, "W_o": dz_o.T @ x_t,
        "U_f": dz_f.T @ h_prev, "U_i": dz_i.T @ h_prev, "U_g": dz_g.T @ h_prev, "U_o": dz_o.T @ h_prev,
        "b_f": dz_f.sum(axis=0), "b_i": dz_i.sum(axis=0), "b_g": dz_g.sum(axis=0), "b_o": dz_o.sum(axis=0),
    }
    return dx_t, dh_prev, dc_prev, grads
