import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state['t'] + 1
    m = {k: beta1 * state['m'][k] + (1. - beta1) * grads[k] for k in params}
    v = {k: beta2 * state['v'][k] + (1. - beta2) * np.square(grads[k]) for k in params}
    c1, c2 = 1. - beta1 ** t, 1. - beta2 ** t
    updated = {k: params[k] - lr * (m[k] / c1) / (np.sqrt(v[k] / c2) + eps) for k in params}
    return updated, dict(m=m, v=v, t=t)
