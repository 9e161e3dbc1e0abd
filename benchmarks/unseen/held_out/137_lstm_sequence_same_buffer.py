# slip: line 22: the same buffer is appended at every step, so all entries of hs show the last state
import numpy as np

def lstm_sequence(X, h_0, c_0, params):
    Z = {k: (params["W_" + k].T, params["U_" + k].T, params["b_" + k]) for k in ("f", "i", "g", "o")}

    def pre(k, x, h):
        w, u, b = Z[k]
        return x @ w + h @ u + b

    def sg(a):
        return 1 / (1 + np.exp(-a))

    h = np.array(h_0, dtype=float)
    c = np.array(c_0, dtype=float)
    outputs = []
    for x in X:
        f, i, o = (sg(pre(k, x, h)) for k in ("f", "i", "o"))
        g = np.tanh(pre("g", x, h))
        c[:] = f * c + i * g
        h[:] = o * np.tanh(c)
        outputs.append(h)
    return np.array(outputs), h, c
