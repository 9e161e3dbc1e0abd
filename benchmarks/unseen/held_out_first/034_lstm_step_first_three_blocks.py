# slip: line 14: takes the first three blocks as the sigmoid gates, but the third block is the candidate and the fourth the output gate
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    H = h_prev.shape[1]
    xh = np.hstack([x_t, h_prev])
    big = np.vstack([np.hstack([params[f"W_{k}"], params[f"U_{k}"]]) for k in "figo"])
    bias = np.hstack([params[f"b_{k}"] for k in "figo"])
    z = xh @ big.T + bias

    a = np.empty_like(z)
    # three sigmoids and one tanh
    a[:, :3 * H] = 1 / (1 + np.exp(-z[:, :3 * H]))
    a[:, 3 * H:] = np.tanh(z[:, 3 * H:])

    f = a[:, 0 * H:1 * H]
    i = a[:, 1 * H:2 * H]
    g = a[:, 2 * H:3 * H]
    o = a[:, 3 * H:4 * H]
    c = f * c_prev + i * g
    return o * np.tanh(c), c
