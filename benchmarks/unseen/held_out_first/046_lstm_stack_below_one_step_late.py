# slip: line 21: a layer reads the state that the layer below had before this step, since the new states are only written after the loop over layers
import numpy as np


def cell(x, h, c, p):
    def gate(k):
        return x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]
    f, i, o = [1 / (1 + np.exp(-gate(k))) for k in "fio"]
    c2 = f * c + i * np.tanh(gate("g"))
    return o * np.tanh(c2), c2


def lstm_stack(X, h_0, c_0, layers):
    h = h_0.copy()
    c = c_0.copy()
    top = []
    for x_t in X:
        new_h = np.empty_like(h)
        new_c = np.empty_like(c)
        for l in range(len(layers)):
            below = x_t if l == 0 else h[l - 1]
            new_h[l], new_c[l] = cell(below, h[l], c[l], layers[l])
        h, c = new_h, new_c
        top.append(h[-1])
    return np.array(top), h, c
