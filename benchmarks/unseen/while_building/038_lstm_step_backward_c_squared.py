# slip: line 20: the slope of tanh is 1 - tanh(c_t)**2: c_t itself has not gone through tanh
import numpy as np


def sig(a):
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1 / (1 + e), e / (1 + e))


def forward(x, h, c, p):
    f = sig(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    i = sig(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    o = sig(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    return f, i, g, o, f * c + i * g


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, g, o, c_t = forward(x_t, h_prev, c_prev, params)
    dc = dc_t + dh_t * o * (1 - c_t ** 2)
    dz = {}
    dz["f"] = dc * c_prev * f * (1 - f)
    dz["i"] = dc * g * i * (1 - i)
    dz["g"] = dc * i * (1 - g ** 2)
    dz["o"] = dh_t * np.tanh(c_t) * o * (1 - o)
    dx, dh, grads = 0, 0, {}
    for k, d in dz.items():
        dx = dx + d @ params["W_" + k]
        dh = dh + d @ params["U_" + k]
        grads["W_" + k] = np.einsum("bh,bi->hi", d, x_t)
        grads["U_" + k] = np.einsum("bh,bj->hj", d, h_prev)
        grads["b_" + k] = np.einsum("bh->h", d)
    return dx, dh, dc * f, grads
