# slip: line 20: each step starts from c_0 again: the new cell state is not carried on
# slip: line 22: h_T is taken from the beginning of the list instead of its end
import numpy as np


def step(x, state, p):
    h, c = state
    a = {}
    for k in "figo":
        a[k] = x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]
        a[k] = np.tanh(a[k]) if k == "g" else 0.5 * (1 + np.tanh(a[k] / 2))
    c = a["f"] * c + a["i"] * a["g"]
    return a["o"] * np.tanh(c), c


def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    out = []
    for x_t in X:
        h, c = step(x_t, (h, c_0), params)
        out.append(h)
    return np.stack(out), out[0], c
