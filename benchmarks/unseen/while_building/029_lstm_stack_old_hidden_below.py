# slip: line 21: h[l-1] is the layer below at the step before: new_h[l-1] is needed
import numpy as np


def step(x, h, c, p):
    a = {}
    for k in ("f", "i", "g", "o"):
        a[k] = np.dot(x, p["W_" + k].T) + np.dot(h, p["U_" + k].T) + p["b_" + k]
    f, i, o = [0.5 * (1 + np.tanh(a[k] / 2)) for k in ("f", "i", "o")]
    c = f * c + i * np.tanh(a["g"])
    return o * np.tanh(c), c


def lstm_stack(X, h_0, c_0, layers):
    h, c = h_0.copy(), c_0.copy()
    outputs = []
    for x_t in X:
        new_h = np.empty_like(h)
        new_c = np.empty_like(c)
        for l, params in enumerate(layers):
            below = x_t if l == 0 else h[l - 1]
            new_h[l], new_c[l] = step(below, h[l], c[l], params)
        h, c = new_h, new_c
        outputs.append(h[-1])
    return np.stack(outputs), h, c
