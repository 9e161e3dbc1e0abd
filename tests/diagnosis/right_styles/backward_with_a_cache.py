"""The forward pass leaves a cache for the backward pass."""
import numpy as np


def _forward(x, h, c, p):
    cache = {"x": x, "h": h, "c": c}
    for k in "figo":
        z = x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]
        cache[k] = np.tanh(z) if k == "g" else 1 / (1 + np.exp(-z))
    cache["new"] = cache["f"] * c + cache["i"] * cache["g"]
    return cache["o"] * np.tanh(cache["new"]), cache["new"], cache


def _backward(dh, dc, cache, p):
    t = np.tanh(cache["new"])
    dc = dc + dh * cache["o"] * (1 - t**2)
    d = {"o": dh * t, "f": dc * cache["c"], "i": dc * cache["g"], "g": dc * cache["i"]}
    for k in "fio":
        d[k] = d[k] * cache[k] * (1 - cache[k])
    d["g"] = d["g"] * (1 - cache["g"] ** 2)
    grads = {}
    for k, dz in d.items():
        grads["W_" + k], grads["U_" + k], grads["b_" + k] = dz.T @ cache["x"], dz.T @ cache["h"], np.sum(dz, axis=0)
    return sum(d[k] @ p["W_" + k] for k in d), sum(d[k] @ p["U_" + k] for k in d), dc * cache["f"], grads


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    return _backward(dh_t, dc_t, _forward(x_t, h_prev, c_prev, params)[2], params)


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    caches, h, c = [], h_0, c_0
    for x in X:
        h, c, cache = _forward(x, h, c, params)
        caches.append(cache)
    dX = np.zeros(X.shape)
    dh, dc = 0 * h_0, 0 * c_0
    total = {k: 0 for k in params}
    for t in range(len(X) - 1, -1, -1):
        dX[t], dh, dc, grads = _backward(dh + dhs[t], dc, caches[t], params)
        total = {k: total[k] + grads[k] for k in params}
    return dX, dh, dc, total
