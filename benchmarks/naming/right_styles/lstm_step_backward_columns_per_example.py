import numpy as np


def sigma(u):
    return 0.5 + 0.5 * np.tanh(u / 2)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    dx_t = np.empty(x_t.shape)
    dh_prev = np.empty(h_prev.shape)
    dc_prev = np.empty(c_prev.shape)

    for n in range(x_t.shape[0]):
        x, h, c_old = x_t[n], h_prev[n], c_prev[n]
        zf = params["W_f"] @ x + params["U_f"] @ h + params["b_f"]
        zi = params["W_i"] @ x + params["U_i"] @ h + params["b_i"]
        zg = params["W_g"] @ x + params["U_g"] @ h + params["b_g"]
        zo = params["W_o"] @ x + params["U_o"] @ h + params["b_o"]
        f, i, g, o = sigma(zf), sigma(zi), np.tanh(zg), sigma(zo)
        c = f * c_old + i * g

        dc = dc_t[n] + dh_t[n] * o / np.cosh(c) ** 2
        delta = {
            "f": dc * c_old * f * sigma(-zf),
            "i": dc * g * i * sigma(-zi),
            "g": dc * i * (1 + g) * (1 - g),
            "o": dh_t[n] * np.tanh(c) * o * sigma(-zo),
        }
        dx_t[n] = sum(params["W_" + k].T @ d for k, d in delta.items())
        dh_prev[n] = sum(params["U_" + k].T @ d for k, d in delta.items())
        dc_prev[n] = f * dc
        for k, d in delta.items():
            grads["W_" + k] += np.outer(d, x)
            grads["U_" + k] += np.outer(d, h)
            grads["b_" + k] += d
    return dx_t, dh_prev, dc_prev, grads
