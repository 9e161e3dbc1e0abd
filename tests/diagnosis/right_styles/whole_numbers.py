"""Counts as floats and NumPy integers, and masks multiplied in."""
import numpy as np


def count_parameters(input_size, hidden_size, num_layers):
    sizes = np.array([input_size] + [hidden_size] * (num_layers - 1))
    return float(np.sum(4 * hidden_size * (sizes + hidden_size + 1)))


def carousel_gradient(fs):
    result = 1
    for f_t in fs:
        result = result * f_t
    return result


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = np.int64(state["t"]) + 1
    m = {k: beta1 * state["m"][k] + (1 - beta1) * grads[k] for k in params}
    v = {k: beta2 * state["v"][k] + (1 - beta2) * grads[k] ** 2 for k in params}
    new = {k: params[k] - lr * (m[k] / (1 - beta1**t)) / (np.sqrt(v[k] / (1 - beta2**t)) + eps) for k in params}
    return new, {"t": t, "v": v, "m": m}
