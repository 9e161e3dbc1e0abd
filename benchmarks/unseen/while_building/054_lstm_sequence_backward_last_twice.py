# slip: line 28: starts from dhs[-1], which the loop adds again at t = T-1: the last step counts twice, start from zeros
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def affine(x, h, params, k):
    return np.einsum("bi,hi->bh", x, params["W_" + k]) + np.einsum("bj,hj->bh", h, params["U_" + k]) + params["b_" + k]


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = X.shape[0]
    tape = []
    h, c = h_0, c_0
    for t in range(T):
        f = sigmoid(affine(X[t], h, params, "f"))
        i = sigmoid(affine(X[t], h, params, "i"))
        g = np.tanh(affine(X[t], h, params, "g"))
        o = sigmoid(affine(X[t], h, params, "o"))
        tape.append(dict(x=X[t], h=h, c=c, f=f, i=i, g=g, o=o))
        c = f * c + i * g
        h = o * np.tanh(c)
        tape[t]["tc"] = np.tanh(c)

    dX = np.empty_like(X)
    dh = dhs[-1].copy()
    dc = np.zeros_like(c_0)
    grads = {name: np.zeros(value.shape) for name, value in params.items()}
    while tape:
        n = tape.pop()
        t = len(tape)
        dh += dhs[t]
        dc += dh * n["o"] * (1 - n["tc"] ** 2)
        dz = {"f": dc * n["c"] * n["f"] * (1 - n["f"]),
              "i": dc * n["g"] * n["i"] * (1 - n["i"]),
              "g": dc * n["i"] * (1 - n["g"] ** 2),
              "o": dh * n["tc"] * n["o"] * (1 - n["o"])}
        for k in dz:
            grads["W_" + k] += np.einsum("bh,bi->hi", dz[k], n["x"])
            grads["U_" + k] += np.einsum("bh,bj->hj", dz[k], n["h"])
            grads["b_" + k] += dz[k].sum(axis=0)
        dX[t] = sum(dz[k] @ params["W_" + k] for k in dz)
        dh = sum(dz[k] @ params["U_" + k] for k in dz)
        dc = dc * n["f"]
    return dX, dh, dc, grads
