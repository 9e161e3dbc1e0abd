# slip: line 19: raises: ValueError, X is indexed as batch first, so the examples of a slice do not match those of h
import numpy as np

def lstm_cell(x, hx, params):
    h, c = hx
    gates = [x @ params[f"W_{k}"].T + h @ params[f"U_{k}"].T + params[f"b_{k}"] for k in "figo"]
    forget, inp, cell, out = gates
    forget = 1 / (1 + np.exp(-forget))
    inp = 1 / (1 + np.exp(-inp))
    out = 1 / (1 + np.exp(-out))
    c = forget * c + inp * np.tanh(cell)
    return out * np.tanh(c), c

def lstm_sequence(X, h_0, c_0, params):
    seq_len = X.shape[1]
    hx = (h_0, c_0)
    outs = []
    for t in range(seq_len):
        hx = lstm_cell(X[:, t], hx, params)
        outs.append(hx[0])
    return np.stack(outs, axis=0), hx[0], hx[1]
