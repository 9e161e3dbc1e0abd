import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"])
    i = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_i"])
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    o = sigmoid(x_t @ params["W_o"].T + h_prev @ params["U_o"].T + params["b_o"])
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)

    dc = dc_t + dh_t * o * (1 - tanh_c ** 2)
    dz_f = dc * c_prev * f * (1 - f)
    dz_i = dc * g * i * (1 - i)
    dz_g = dc * i * (1 - g ** 2)
    dz_o = dh_t * tanh_c * o * (1 - o)

    dx = dz_f @ params["W_f"] + dz_i @ params["W_i"] + dz_g @ params["W_g"] + dz_o @ params["W_o"]
    dh_prev = dz_f @ params["U_f"] + dz_i @ params["U_i"] + dz_g @ params["U_g"] + dz_o @ params["U_o"]
    dc_prev = dc * f

    grads = {}
    for name, dz in (("f", dz_f), ("i", dz_i), ("g", dz_g), ("o", dz_o)):
        grads["W_" + name] = dz.T @ x_t
        grads["U_" + name] = dz.T @ h_prev
        grads["b_" + name] = dz.sum(axis=0)
    return dx, dh_prev, dc_prev, grads
