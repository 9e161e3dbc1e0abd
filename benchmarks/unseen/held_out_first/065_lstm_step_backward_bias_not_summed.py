# slip: line 30: the bias gradient of shape (H,) is increased by dz of shape (B, H), without the sum over the examples
import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    pre = {k: x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k] for k in "figo"}
    f, i, g, o = sigmoid(pre["f"]), sigmoid(pre["i"]), np.tanh(pre["g"]), sigmoid(pre["o"])
    tc = np.tanh(f * c_prev + i * g)

    dc = dc_t + dh_t * o * (1 - tc ** 2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "g": dc * i * (1 - g ** 2),
        "o": dh_t * tc * o * (1 - o),
    }

    grads = {name: np.zeros_like(arr) for name, arr in params.items()}
    dx = np.zeros_like(x_t)
    dh = np.zeros_like(h_prev)
    for k, d in dz.items():
        dx += d @ params["W_" + k]
        dh += d @ params["U_" + k]
        grads["W_" + k] += d.T @ x_t
        grads["U_" + k] += d.T @ h_prev
        grads["b_" + k] += d
    return dx, dh, dc * f, grads
