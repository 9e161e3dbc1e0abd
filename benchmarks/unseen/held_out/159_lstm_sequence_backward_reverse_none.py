# slip: line 25: raises: TypeError, list.reverse() returns None and the loop has nothing to go over
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def step_fwd(x, h, c, p):
    g = {k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"}
    g = {k: (np.tanh(v) if k == "g" else sigmoid(v)) for k, v in g.items()}
    c_t = g["f"] * c + g["i"] * g["g"]
    return g["o"] * np.tanh(c_t), c_t, g

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = X.shape[0]
    saved = []
    h, c = h_0, c_0
    for t in range(T):
        h_new, c_new, g = step_fwd(X[t], h, c, params)
        saved.append({"h": h, "c": c, "c_t": c_new, "g": g})
        h, c = h_new, c_new

    dX = np.zeros_like(X)
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    dh, dc = np.zeros_like(h_0), np.zeros_like(c_0)
    order = list(range(T)).reverse()
    for t in order:
        s = saved[t]
        f, i, g, o = s["g"]["f"], s["g"]["i"], s["g"]["g"], s["g"]["o"]
        tanh_c = np.tanh(s["c_t"])
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - tanh_c ** 2)
        dz = {"f": dc * s["c"] * f * (1 - f),
              "i": dc * g * i * (1 - i),
              "g": dc * i * (1 - g ** 2),
              "o": dh * tanh_c * o * (1 - o)}
        dh = np.zeros_like(h_0)
        for k in dz:
            dX[t] += dz[k] @ params["W_" + k]
            dh += dz[k] @ params["U_" + k]
            grads["W_" + k] += dz[k].T @ X[t]
            grads["U_" + k] += dz[k].T @ s["h"]
            grads["b_" + k] += dz[k].sum(axis=0)
        dc = dc * f
    return dX, dh, dc, grads
