# slip: line 5: t is the number of updates before this one, so the correction divides by 1 - beta^0 = 0 at the first step
import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"]
    new_params, m, v = {}, {}, {}
    for key in params:
        g = grads[key]
        m[key] = beta1 * state["m"][key] + (1 - beta1) * g
        v[key] = beta2 * state["v"][key] + (1 - beta2) * g ** 2
        m_hat = m[key] / (1 - beta1 ** t)
        v_hat = v[key] / (1 - beta2 ** t)
        new_params[key] = params[key] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new_params, {"m": m, "v": v, "t": t + 1}
