# slip: line 10: t goes up once per array, inside the loop, instead of once per update
import numpy as np
import copy


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    p = copy.deepcopy(params)
    s = copy.deepcopy(state)
    for k in p:
        s["t"] += 1
        s["m"][k] = beta1 * s["m"][k] + (1 - beta1) * grads[k]
        s["v"][k] = beta2 * s["v"][k] + (1 - beta2) * grads[k] * grads[k]
        m_hat = s["m"][k] / (1 - beta1 ** s["t"])
        v_hat = s["v"][k] / (1 - beta2 ** s["t"])
        p[k] = p[k] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return p, s
