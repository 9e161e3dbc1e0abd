# slip: line 12: the corrected m is put back into the state, so the next step starts from the corrected mean
import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state['t'] + 1
    m = dict(state['m'])
    v = dict(state['v'])
    theta = dict(params)
    for k, g in grads.items():
        m[k] = beta1 * m[k] + (1 - beta1) * g
        v[k] = beta2 * v[k] + (1 - beta2) * g * g
        m[k] = m[k] / (1 - beta1 ** t)
        v_hat = v[k] / (1 - beta2 ** t)
        theta[k] = theta[k] - lr * m[k] / (np.sqrt(v_hat) + eps)
    return theta, {'m': m, 'v': v, 't': t}
