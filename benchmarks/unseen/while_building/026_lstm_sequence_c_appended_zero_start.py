# slip: line 15: the sequence has to start from c_0, not from zeros
# slip: line 24: the cell state is kept instead of the hidden state
import numpy as np


def sig(z):
    return np.exp(-np.logaddexp(0, -z))


def lstm_sequence(X, h_0, c_0, params):
    W_f, W_i, W_g, W_o = (params["W_" + k] for k in "figo")
    U_f, U_i, U_g, U_o = (params["U_" + k] for k in "figo")
    b_f, b_i, b_g, b_o = (params["b_" + k] for k in "figo")
    h = h_0
    c = np.zeros_like(c_0)
    hs = []
    for x in X:
        f = sig(x @ W_f.T + h @ U_f.T + b_f)
        i = sig(x @ W_i.T + h @ U_i.T + b_i)
        g = np.tanh(x @ W_g.T + h @ U_g.T + b_g)
        o = sig(x @ W_o.T + h @ U_o.T + b_o)
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(c)
    return np.stack(hs), h, c
