import numpy as np


def lstm_stack(X, h_0, c_0, layers):
    T, B, _ = X.shape
    L, _, H = h_0.shape
    h = h_0.copy()
    c = c_0.copy()
    hs = np.zeros((T, B, H))
    sig = lambda a: (np.tanh(a * 0.5) + 1.0) * 0.5
    for t in range(T):
        below = X[t]
        for l in range(L):
            p = layers[l]
            f = sig(below @ p["W_f"].T + h[l] @ p["U_f"].T + p["b_f"])
            i = sig(below @ p["W_i"].T + h[l] @ p["U_i"].T + p["b_i"])
            g = np.tanh(below @ p["W_g"].T + h[l] @ p["U_g"].T + p["b_g"])
            o = sig(below @ p["W_o"].T + h[l] @ p["U_o"].T + p["b_o"])
            c[l] = f * c[l] + i * g
            h[l] = o * np.tanh(c[l])
            below = h[l]
        hs[t] = below
    return hs, h, c
