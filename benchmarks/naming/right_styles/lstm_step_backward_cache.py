import numpy as np


def sigmoid(x):
    mask = x >= 0
    out = np.zeros_like(x)
    out[mask] = 1 / (1 + np.exp(-x[mask]))
    out[~mask] = np.exp(x[~mask]) / (1 + np.exp(x[~mask]))
    return out


def dsigmoid(s):
    return s * (1 - s)


def dtanh(t):
    return 1 - t ** 2


def lstm_forward(x, h, c, p):
    cache = {"x": x, "h": h, "c": c}
    cache["f"] = sigmoid(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
    cache["i"] = sigmoid(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
    cache["g"] = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
    cache["o"] = sigmoid(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
    cache["c_new"] = cache["f"] * c + cache["i"] * cache["g"]
    cache["tanh_c"] = np.tanh(cache["c_new"])
    return cache["o"] * cache["tanh_c"], cache["c_new"], cache


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    _, _, cache = lstm_forward(x_t, h_prev, c_prev, params)
    dz = {}
    do = dh_t * cache["tanh_c"]
    dz["o"] = do * dsigmoid(cache["o"])
    dtanh_c = dh_t * cache["o"]
    dc_total = dtanh_c * dtanh(cache["tanh_c"])
    dc_total += dc_t
    df = dc_total * cache["c"]
    dz["f"] = df * dsigmoid(cache["f"])
    di = dc_total * cache["g"]
    dz["i"] = di * dsigmoid(cache["i"])
    dg = dc_total * cache["i"]
    dz["g"] = dg * dtanh(cache["g"])

    dx_t = np.zeros_like(x_t)
    dh_prev = np.zeros_like(h_prev)
    grads = {}
    for k in dz:
        dx_t += dz[k] @ params["W_" + k]
        dh_prev += dz[k] @ params["U_" + k]
        grads["W_" + k] = np.dot(dz[k].T, cache["x"])
        grads["U_" + k] = np.dot(dz[k].T, cache["h"])
        grads["b_" + k] = np.sum(dz[k], axis=0)
    dc_prev = dc_total * cache["f"]
    return dx_t, dh_prev, dc_prev, grads
