# slip: line 14: takes X[t - 1] in a loop that already counts from 0, so every step reads the input before (and the first reads the last)
import numpy as np


def lstm_sequence(X, h_0, c_0, params):
    T = X.shape[0]
    W_f, W_i, W_g, W_o = (params[k] for k in ("W_f", "W_i", "W_g", "W_o"))
    U_f, U_i, U_g, U_o = (params[k] for k in ("U_f", "U_i", "U_g", "U_o"))
    b_f, b_i, b_g, b_o = (params[k] for k in ("b_f", "b_i", "b_g", "b_o"))
    sigm = lambda v: 1 / (1 + np.exp(-v))
    h, c = h_0, c_0
    hs = np.empty((T,) + h_0.shape)
    for t in range(T):
        x = X[t - 1]          # X[0] is x_1
        f = sigm(x @ W_f.T + h @ U_f.T + b_f)
        i = sigm(x @ W_i.T + h @ U_i.T + b_i)
        g = np.tanh(x @ W_g.T + h @ U_g.T + b_g)
        o = sigm(x @ W_o.T + h @ U_o.T + b_o)
        c = f * c + i * g
        h = o * np.tanh(c)
        hs[t] = h
    return hs, h, c
