# slip: line 26: tanh_slope wants the pre-activation z["g"], but it gets g, which has already been through tanh
# slip: line 35: the bias gradient is the sum over the examples and not the mean
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    z = {k: x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k] for k in "figo"}
    f, i, g, o = sigmoid(z["f"]), sigmoid(z["i"]), np.tanh(z["g"]), sigmoid(z["o"])
    c = f * c_prev + i * g
    dc = dc_t + dh_t * o * tanh_slope(c)
    dz = {}
    dz["f"] = dc * c_prev * sigmoid_slope(z["f"])
    dz["i"] = dc * g * sigmoid_slope(z["i"])
    dz["g"] = dc * i * tanh_slope(g)
    dz["o"] = dh_t * np.tanh(c) * sigmoid_slope(z["o"])

    dx_t = sum(dz[k] @ params["W_" + k] for k in dz)
    dh_prev = sum(dz[k] @ params["U_" + k] for k in dz)
    grads = {}
    for k in dz:
        grads["W_" + k] = dz[k].T @ x_t
        grads["U_" + k] = dz[k].T @ h_prev
        grads["b_" + k] = dz[k].mean(axis=0)
    return dx_t, dh_prev, dc * f, grads
