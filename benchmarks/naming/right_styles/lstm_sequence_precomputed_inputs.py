import numpy as np


def lstm_sequence(X, h_0, c_0, params):
    """All input projections at once, then only the recurrent part in the loop."""
    T, B, I = X.shape
    H = h_0.shape[1]
    names = ("f", "i", "g", "o")
    W = np.stack([params[f"W_{n}"] for n in names])        # (4, H, I)
    U = np.stack([params[f"U_{n}"] for n in names])        # (4, H, H)
    b = np.stack([params[f"b_{n}"] for n in names])        # (4, H)
    XW = np.einsum("tbi,khi->tkbh", X, W) + b[None, :, None, :]

    hs = np.empty((T, B, H))
    h = h_0
    c = c_0.copy()
    for t in range(T):
        z = XW[t] + np.einsum("bj,khj->kbh", h, U)
        f = 0.5 * (1 + np.tanh(0.5 * z[0]))
        i = 0.5 * (1 + np.tanh(0.5 * z[1]))
        g = np.tanh(z[2])
        o = 0.5 * (1 + np.tanh(0.5 * z[3]))
        c *= f
        c += i * g
        hs[t] = o * np.tanh(c)
        h = hs[t]
    return hs, hs[-1].copy(), c
