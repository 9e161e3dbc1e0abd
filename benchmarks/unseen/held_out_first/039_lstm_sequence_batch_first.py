# slip: line 13: reads the sequence as (B, T, I) and takes steps along axis 1, but time comes first
import numpy as np


def _step(x, h, c, p):
    s = lambda a: 1 / (1 + np.exp(-a))
    z = {k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"}
    c = s(z["f"]) * c + s(z["i"]) * np.tanh(z["g"])
    return s(z["o"]) * np.tanh(c), c


def lstm_sequence(X, h_0, c_0, params):
    n_steps = X.shape[1]
    h, c = h_0, c_0
    outs = []
    for t in range(n_steps):
        h, c = _step(X[:, t], h, c, params)
        outs.append(h)
    return np.stack(outs), h, c
