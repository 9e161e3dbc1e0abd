# slip: line 22: h_T takes the last L steps of the top layer; wanted is the last step of each of the L layers
import numpy as np


def lstm_sequence(X, h, c, p):
    hs = []
    for x in X:
        lin = lambda k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]
        c = c / (1 + np.exp(-lin("f"))) + np.tanh(lin("g")) / (1 + np.exp(-lin("i")))
        h = np.tanh(c) / (1 + np.exp(-lin("o")))
        hs.append(h)
    return np.array(hs), h, c


def lstm_stack(X, h_0, c_0, layers):
    L = len(layers)
    c_T = []
    hs = X
    for l in range(L):
        hs, h_last, c_last = lstm_sequence(hs, h_0[l], c_0[l], layers[l])
        c_T.append(c_last)
    h_T = hs[-L:]            # (L, B, H)
    return hs, h_T, np.array(c_T)
