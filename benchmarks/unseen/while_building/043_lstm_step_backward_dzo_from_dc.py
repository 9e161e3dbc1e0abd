# slip: line 24: the output gate is reached from dh_t and not from dc
import numpy as np


def s(u):
    return 0.5 + 0.5 * np.tanh(u / 2)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    dx_t, dh_prev, dc_prev = np.zeros_like(x_t), np.zeros_like(h_prev), np.zeros_like(c_prev)
    for n in range(len(x_t)):
        x, h = x_t[n], h_prev[n]
        f = s(params["W_f"] @ x + params["U_f"] @ h + params["b_f"])
        i = s(params["W_i"] @ x + params["U_i"] @ h + params["b_i"])
        g = np.tanh(params["W_g"] @ x + params["U_g"] @ h + params["b_g"])
        o = s(params["W_o"] @ x + params["U_o"] @ h + params["b_o"])
        tc = np.tanh(f * c_prev[n] + i * g)
        dc = dc_t[n] + dh_t[n] * o * (1 - tc ** 2)
        delta = {}
        delta["f"] = dc * c_prev[n] * f * (1 - f)
        delta["i"] = dc * g * i * (1 - i)
        delta["g"] = dc * i * (1 - g ** 2)
        delta["o"] = dc * tc * o * (1 - o)
        for k in delta:
            dx_t[n] += params["W_" + k].T @ delta[k]
            dh_prev[n] += params["U_" + k].T @ delta[k]
            grads["W_" + k] += np.outer(delta[k], x)
            grads["U_" + k] += np.outer(delta[k], h)
            grads["b_" + k] += delta[k]
        dc_prev[n] = dc * f
    return dx_t, dh_prev, dc_prev, grads
