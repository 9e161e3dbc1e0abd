# slip: line 24: each layer starts from the last states of the layer below instead of its own h_0[l] and c_0[l]
import numpy as np

def run_layer(X, h, c, params):
    def lin(k, x):
        return x @ params["W_" + k].T + h @ params["U_" + k].T + params["b_" + k]
    outs = []
    for x in X:
        f = 1 / (1 + np.exp(-lin("f", x)))
        i = 1 / (1 + np.exp(-lin("i", x)))
        o = 1 / (1 + np.exp(-lin("o", x)))
        g = np.tanh(lin("g", x))
        c = f * c + i * g
        h = o * np.tanh(c)
        outs.append(h)
    return np.stack(outs), h, c

def lstm_stack(X, h_0, c_0, layers):
    inp = X
    h, c = h_0[0], c_0[0]
    last_h = np.zeros_like(h_0)
    last_c = np.zeros_like(c_0)
    for l in range(len(layers)):
        inp, h, c = run_layer(inp, h, c, layers[l])
        last_h[l] = h
        last_c[l] = c
    return inp, last_h, last_c
