# slip: line 22: lstm_sequence returns three things, and the whole tuple is handed to the next layer as its input
import numpy as np


def lstm_sequence(X, h_0, c_0, params):
    sg = lambda a: 1 / (1 + np.exp(-a))
    h, c = h_0, c_0
    hs = np.zeros((X.shape[0],) + h_0.shape)
    for t in range(X.shape[0]):
        z = {k: X[t] @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        c = sg(z["f"]) * c + sg(z["i"]) * np.tanh(z["g"])
        h = sg(z["o"]) * np.tanh(c)
        hs[t] = h
    return hs, h, c


def lstm_stack(X, h_0, c_0, layers):
    out = X
    h_T, c_T = [], []
    for l, params in enumerate(layers):
        result = lstm_sequence(out, h_0[l], c_0[l], params)
        out = result
        h_T.append(result[1])
        c_T.append(result[2])
    return out, np.stack(h_T), np.stack(c_T)
