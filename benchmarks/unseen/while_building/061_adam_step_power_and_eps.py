# slip: line 10: beta2 times t instead of beta2 to the power of t
# slip: line 11: eps belongs outside the root
import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    step = state['t'] + 1
    m = {n: beta1 * state['m'][n] + (1 - beta1) * grads[n] for n in grads}
    v = {n: beta2 * state['v'][n] + (1 - beta2) * np.square(grads[n]) for n in grads}
    mhat = {n: m[n] / (1 - beta1 ** step) for n in m}
    vhat = {n: v[n] / (1 - beta2 * step) for n in v}
    out = {n: params[n] - lr * mhat[n] / np.sqrt(vhat[n] + eps) for n in params}
    return out, {'m': m, 'v': v, 't': step}
