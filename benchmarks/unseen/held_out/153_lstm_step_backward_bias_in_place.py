# slip: line 28: raises: ValueError, dz of shape (B, H) is added in place to the (H,) bias gradient without the sum over examples
import numpy as np

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    sig = lambda v: 1 / (1 + np.exp(-v))

    pre = {}
    for gate in ["f", "i", "g", "o"]:
        pre[gate] = x_t @ params["W_" + gate].T + h_prev @ params["U_" + gate].T + params["b_" + gate]
    f = sig(pre["f"]); i = sig(pre["i"]); g = np.tanh(pre["g"]); o = sig(pre["o"])
    c = f * c_prev + i * g

    dc = dc_t + dh_t * o * (1 - np.tanh(c) ** 2)
    d = {}
    d["f"] = dc * c_prev * f * (1 - f)
    d["i"] = dc * g * i * (1 - i)
    d["g"] = dc * i * (1 - g ** 2)
    d["o"] = dh_t * np.tanh(c) * o * (1 - o)

    dx_t = np.zeros(x_t.shape)
    dh_prev = np.zeros(h_prev.shape)
    for gate in d:
        dx_t += d[gate] @ params["W_" + gate]
        dh_prev += d[gate] @ params["U_" + gate]
        grads["W_" + gate] += d[gate].T @ x_t
        grads["U_" + gate] += d[gate].T @ h_prev
        grads["b_" + gate] += d[gate]
    return dx_t, dh_prev, dc * f, grads
