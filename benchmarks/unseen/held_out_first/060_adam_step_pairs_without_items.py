# slip: line 8: a dict is looped over by its keys; `for name, theta in params` needs .items()
import numpy as np


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    out, m, v = {}, {}, {}
    for name, theta in params:
        g = grads[name]
        m[name] = beta1 * state["m"][name] + (1 - beta1) * g
        v[name] = beta2 * state["v"][name] + (1 - beta2) * g ** 2
        mh = m[name] / (1 - beta1 ** t)
        vh = v[name] / (1 - beta2 ** t)
        out[name] = theta - lr * mh / (np.sqrt(vh) + eps)
    return out, {"m": m, "v": v, "t": t}
