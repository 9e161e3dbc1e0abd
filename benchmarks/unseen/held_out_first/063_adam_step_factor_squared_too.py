# slip: line 12: the square takes in the factor (1 - beta2); only g is squared
import numpy as np


def ema(old, new, decay):
    return {k: decay * old[k] + new[k] for k in old}


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    m = ema(state["m"], {k: (1 - beta1) * g for k, g in grads.items()}, beta1)
    v = ema(state["v"], {k: np.square((1 - beta2) * g) for k, g in grads.items()}, beta2)
    c1 = 1 - beta1 ** t
    c2 = 1 - beta2 ** t
    updated = {k: params[k] - lr * (m[k] / c1) / (np.sqrt(v[k] / c2) + eps) for k in params}
    return updated, dict(m=m, v=v, t=t)
