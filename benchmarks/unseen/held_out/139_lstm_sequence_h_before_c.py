# slip: line 20: h is computed before c is updated, so it reads the cell state of the step before
import numpy as np

def lstm_sequence(X, h_0, c_0, params):
    names = ["f", "i", "g", "o"]
    Wx = np.concatenate([params["W_" + n] for n in names]).T
    Wh = np.concatenate([params["U_" + n] for n in names]).T
    bias = np.concatenate([params["b_" + n] for n in names])
    n_hidden = h_0.shape[-1]
    logistic = lambda s: 1 / (1 + np.exp(-s))

    h, c = h_0, c_0
    hs = np.empty((X.shape[0],) + h_0.shape)
    for t in range(X.shape[0]):
        s = X[t] @ Wx + h @ Wh + bias
        f = logistic(s[:, :n_hidden])
        i = logistic(s[:, n_hidden:2 * n_hidden])
        g = np.tanh(s[:, 2 * n_hidden:3 * n_hidden])
        o = logistic(s[:, 3 * n_hidden:])
        h = o * np.tanh(c)
        c = f * c + i * g
        hs[t] = h
    return hs, h, c
