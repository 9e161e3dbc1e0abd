# slip: line 23: raises: ValueError, the layer returns three arrays and only two names unpack them
import numpy as np

def sig(z):
    return 1 / (1 + np.exp(-z))

def layer(X, h, c, p):
    hs = []
    for x in X:
        f = sig(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
        i = sig(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
        g = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
        o = sig(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
    return np.array(hs), h, c

def lstm_stack(X, h_0, c_0, layers):
    h_T, c_T = [], []
    seq = X
    for l, p in enumerate(layers):
        seq, c = layer(seq, h_0[l], c_0[l], p)
        h_T.append(seq[-1])
        c_T.append(c)
    return seq, np.array(h_T), np.array(c_T)
