# slip: line 22: the corrected m is put into the state, only the plain m may be kept for the next step
import numpy as np


class AdamState:
    def __init__(self, state):
        self.m = dict(state["m"])
        self.v = dict(state["v"])
        self.t = state["t"] + 1

    def as_dict(self):
        return {"m": self.m, "v": self.v, "t": self.t}


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    s = AdamState(state)
    result = {}
    for name in params:
        g = grads[name]
        s.m[name] = beta1 * s.m[name] + (1 - beta1) * g
        s.v[name] = beta2 * s.v[name] + (1 - beta2) * g * g
        s.m[name] = s.m[name] / (1 - beta1 ** s.t)
        v_hat = s.v[name] / (1 - beta2 ** s.t)
        result[name] = params[name] - lr * s.m[name] / (np.sqrt(v_hat) + eps)
    return result, s.as_dict()
