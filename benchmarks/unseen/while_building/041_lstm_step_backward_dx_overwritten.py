# slip: line 27: dx_t is overwritten for every gate, the four parts have to be added
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def dsigmoid(s):
    return s * (1 - s)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    pre = {k: x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k]
           for k in ("f", "i", "g", "o")}
    act = {k: np.tanh(v) if k == "g" else sigmoid(v) for k, v in pre.items()}
    c_t = act["f"] * c_prev + act["i"] * act["g"]
    tanh_c = np.tanh(c_t)
    dc = dc_t + dh_t * act["o"] * (1 - tanh_c ** 2)
    d_act = {"f": dc * c_prev, "i": dc * act["g"], "g": dc * act["i"], "o": dh_t * tanh_c}

    dh_prev = np.zeros_like(h_prev)
    grads = {}
    for k in ("f", "i", "g", "o"):
        slope = 1 - act[k] ** 2 if k == "g" else dsigmoid(act[k])
        dz = d_act[k] * slope
        dx_t = dz @ params["W_" + k]
        dh_prev += dz @ params["U_" + k]
        grads["W_" + k] = dz.T @ x_t
        grads["U_" + k] = dz.T @ h_prev
        grads["b_" + k] = dz.sum(axis=0)
    return dx_t, dh_prev, dc * act["f"], grads
