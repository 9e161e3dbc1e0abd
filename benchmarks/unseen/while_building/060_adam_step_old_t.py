# slip: line 6: the number of this update is state["t"] + 1: with 0 the corrections divide by zero
import numpy as np


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"]
    new_params, m, v = {}, {}, {}
    for k in params:
        m[k] = beta1 * state["m"][k] + (1 - beta1) * grads[k]
        v[k] = beta2 * state["v"][k] + (1 - beta2) * grads[k] ** 2
        m_hat = m[k] / (1 - beta1 ** t)
        v_hat = v[k] / (1 - beta2 ** t)
        new_params[k] = params[k] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new_params, {"m": m, "v": v, "t": state["t"] + 1}
