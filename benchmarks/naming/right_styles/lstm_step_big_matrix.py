import numpy as np


def _sigmoid(z):
    out = np.empty_like(z)
    p = z >= 0
    out[p] = 1 / (1 + np.exp(-z[p]))
    q = np.exp(z[~p])
    out[~p] = q / (1 + q)
    return out


def lstm_step(x_t, h_prev, c_prev, params):
    H = h_prev.shape[1]
    order = ["i", "f", "o", "g"]
    W = np.concatenate([params["W_" + k] for k in order], axis=0)     # (4H, I)
    U = np.concatenate([params["U_" + k] for k in order], axis=0)     # (4H, H)
    b = np.concatenate([params["b_" + k] for k in order])             # (4H,)

    z = x_t @ W.T + h_prev @ U.T + b                                  # (B, 4H)
    ifo = _sigmoid(z[:, :3 * H])
    i = ifo[:, :H]
    f = ifo[:, H:2 * H]
    o = ifo[:, 2 * H:]
    g = np.tanh(z[:, 3 * H:])

    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c
