import numpy as np


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    new_params, new_m, new_v = {}, {}, {}
    for key in params:
        g = grads[key]
        m = beta1 * state["m"][key] + (1 - beta1) * g
        v = beta2 * state["v"][key] + (1 - beta2) * g ** 2
        m_hat = m / (1 - beta1 ** t)
        v_hat = v / (1 - beta2 ** t)
        new_params[key] = params[key] - lr * m_hat / (np.sqrt(v_hat) + eps)
        new_m[key] = m
        new_v[key] = v
    return new_params, {"m": new_m, "v": new_v, "t": t}
