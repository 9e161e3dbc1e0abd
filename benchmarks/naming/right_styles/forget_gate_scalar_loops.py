import math
import numpy as np


def scalar_sigmoid(v):
    if v >= 0:
        return 1.0 / (1.0 + math.exp(-v))
    ev = math.exp(v)
    return ev / (1.0 + ev)


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    n_examples, n_inputs = x_t.shape
    n_units = W_f.shape[0]
    f_t = np.zeros((n_examples, n_units))
    for ex in range(n_examples):
        for unit in range(n_units):
            total = b_f[unit]
            for k in range(n_inputs):
                total += x_t[ex, k] * W_f[unit, k]
            for k in range(n_units):
                total += h_prev[ex, k] * U_f[unit, k]
            f_t[ex, unit] = scalar_sigmoid(total)
    return f_t
