# slip: line 13: m is overwritten by its corrected value, which then goes into the new state
import numpy as np


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    new_params = {}
    new_state = {"m": {}, "v": {}, "t": t}
    for key, g in grads.items():
        m = beta1 * state["m"][key] + (1 - beta1) * g
        v = beta2 * state["v"][key] + (1 - beta2) * g**2
        # bias correction
        m = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        new_params[key] = params[key] - lr * m / (np.sqrt(v_hat) + eps)
        new_state["m"][key] = m
        new_state["v"][key] = v
    return new_params, new_state
