# slip: line 26: the arguments of the outer product for dU are the wrong way round, which gives the transpose
import numpy as np


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    sg = lambda q: 1 / (1 + np.exp(-q))
    grads = {k: np.zeros(v.shape) for k, v in params.items()}
    dx_t, dh_prev, dc_prev = np.zeros(x_t.shape), np.zeros(h_prev.shape), np.zeros(c_prev.shape)

    for n in range(len(x_t)):          # one example at a time, all vectors
        x, h, c0 = x_t[n], h_prev[n], c_prev[n]
        z = {k: params["W_" + k] @ x + params["U_" + k] @ h + params["b_" + k] for k in "figo"}
        f, i, g, o = sg(z["f"]), sg(z["i"]), np.tanh(z["g"]), sg(z["o"])
        tc = np.tanh(f * c0 + i * g)
        dc = dc_t[n] + dh_t[n] * o * (1 - tc ** 2)
        delta = dict(
            f=dc * c0 * f * (1 - f),
            i=dc * g * i * (1 - i),
            g=dc * i * (1 - g ** 2),
            o=dh_t[n] * tc * o * (1 - o),
        )
        for k, d in delta.items():
            dx_t[n] += d @ params["W_" + k]
            dh_prev[n] += d @ params["U_" + k]
            grads["W_" + k] += np.outer(d, x)
            grads["U_" + k] += np.outer(h, d)
            grads["b_" + k] += d
        dc_prev[n] = dc * f
    return dx_t, dh_prev, dc_prev, grads
