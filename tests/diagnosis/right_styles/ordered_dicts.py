"""Other kinds of dict, with keys in another order."""
from collections import OrderedDict, defaultdict

import numpy as np


def clip_gradients(grads, max_norm):
    flat = np.concatenate([g.ravel() for g in grads.values()])
    scale = min(1.0, max_norm / (np.linalg.norm(flat) + 1e-300))
    return OrderedDict((k, scale * grads[k]) for k in reversed(list(grads)))


def init_lstm(input_size, hidden_size, rng):
    s = 1 / np.sqrt(hidden_size)
    params = defaultdict(lambda: np.zeros(hidden_size))
    for k in "ogif":
        params["b_" + k] += 1 if k == "f" else 0
        params["U_" + k] = (2 * rng.random((hidden_size, hidden_size)) - 1) * s
        params["W_" + k] = (2 * rng.random((hidden_size, input_size)) - 1) * s
    return params


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    m = OrderedDict((k, state["m"][k] + (1 - beta1) * (grads[k] - state["m"][k])) for k in reversed(list(grads)))
    v = OrderedDict((k, state["v"][k] + (1 - beta2) * (grads[k] ** 2 - state["v"][k])) for k in m)
    return OrderedDict((k, params[k] - lr * m[k] / (1 - beta1**t) / (np.sqrt(v[k] / (1 - beta2**t)) + eps)) for k in m), \
        {"v": v, "t": t, "m": m}
