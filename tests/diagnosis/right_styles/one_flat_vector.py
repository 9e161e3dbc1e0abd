"""All arrays as one long vector, then cut again."""
import numpy as np


def _flat(arrays):
    return np.concatenate([np.ravel(arrays[k]) for k in sorted(arrays)])


def _cut(vector, like):
    out, at = {}, 0
    for k in sorted(like):
        out[k] = vector[at:at + like[k].size].reshape(like[k].shape)
        at += like[k].size
    return out


def clip_gradients(grads, max_norm):
    vector = _flat(grads).astype(np.float64)
    length = (vector @ vector) ** 0.5
    return _cut(vector * (max_norm / length if length > max_norm else 1.0), grads)


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    g, t = _flat(grads), state["t"] + 1
    m = beta1 * _flat(state["m"]) + (1 - beta1) * g
    v = beta2 * _flat(state["v"]) + (1 - beta2) * g * g
    new = _flat(params) - lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps)
    return _cut(new, params), {"m": _cut(m, params), "v": _cut(v, params), "t": int(t)}
