# slip: line 14: brackets: eps has to be added to the root, in the denominator
import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    m = {}
    v = {}
    theta = {}
    for k, g in grads.items():
        m[k] = state["m"][k] * beta1 + g * (1 - beta1)
        v[k] = state["v"][k] * beta2 + g ** 2 * (1 - beta2)
        mh = m[k] / (1 - np.power(beta1, t))
        vh = v[k] / (1 - np.power(beta2, t))
        theta[k] = params[k] - lr * mh / np.sqrt(vh) + eps
    return theta, dict(m=m, v=v, t=t)
