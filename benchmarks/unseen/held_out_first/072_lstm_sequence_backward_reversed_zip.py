# slip: line 36: reversed() cannot be called on a zip object; it needs a list
import numpy as np


def step(x, h, c, p):
    z = [x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"]
    f, i, o = (1 / (1 + np.exp(-z[n])) for n in (0, 1, 3))
    g = np.tanh(z[2])
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new, (x, h, c, f, i, g, o, c_new)


def step_back(dh, dc, cache, p):
    x, h, c, f, i, g, o, c_new = cache
    tc = np.tanh(c_new)
    dc = dc + dh * o * (1 - tc**2)
    dz = dict(f=dc * c * f * (1 - f), i=dc * g * i * (1 - i), g=dc * i * (1 - g**2), o=dh * tc * o * (1 - o))
    gr = {}
    for k, d in dz.items():
        gr["W_" + k], gr["U_" + k], gr["b_" + k] = d.T @ x, d.T @ h, d.sum(0)
    dx = sum(d @ p["W_" + k] for k, d in dz.items())
    dh_prev = sum(d @ p["U_" + k] for k, d in dz.items())
    return dx, dh_prev, dc * f, gr


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    caches = []
    h, c = h_0, c_0
    for x in X:
        h, c, cache = step(x, h, c, params)
        caches.append(cache)

    grads = {k: np.zeros_like(v) for k, v in params.items()}
    dh, dc = np.zeros_like(h_0), np.zeros_like(c_0)
    dX = []
    for d, cache in reversed(zip(dhs, caches)):
        dx, dh, dc, gr = step_back(d + dh, dc, cache, params)
        dX.insert(0, dx)
        for k in grads:
            grads[k] += gr[k]
    return np.array(dX), dh, dc, grads
