# slip: line 28: h[n, j] is overwritten while the later units of the same step still have to read the old state
import numpy as np
from math import exp, tanh


def sg(a):
    return 1.0 / (1.0 + exp(-a))


def pre(p, k, j, x, h):
    s = p["b_" + k][j]
    for q in range(len(x)):
        s += p["W_" + k][j, q] * x[q]
    for q in range(len(h)):
        s += p["U_" + k][j, q] * h[q]
    return s


def lstm_sequence(X, h_0, c_0, params):
    T, B, _ = X.shape
    H = h_0.shape[1]
    h = h_0.copy()
    c = c_0.copy()
    hs = np.zeros((T, B, H))
    for t in range(T):
        for n in range(B):
            for j in range(H):
                f = sg(pre(params, "f", j, X[t, n], h[n]))
                i = sg(pre(params, "i", j, X[t, n], h[n]))
                g = tanh(pre(params, "g", j, X[t, n], h[n]))
                o = sg(pre(params, "o", j, X[t, n], h[n]))
                c[n, j] = f * c[n, j] + i * g
                h[n, j] = o * tanh(c[n, j])
        hs[t] = h
    return hs, h, c
