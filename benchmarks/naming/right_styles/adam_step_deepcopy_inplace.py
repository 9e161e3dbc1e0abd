import copy
import numpy as np


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads, state):
        state["t"] += 1
        corr1 = 1 - np.power(self.beta1, state["t"])
        corr2 = 1 - np.power(self.beta2, state["t"])
        for name, g in grads.items():
            m = state["m"][name]
            v = state["v"][name]
            m += (1 - self.beta1) * (g - m)
            v += (1 - self.beta2) * (g * g - v)
            params[name] -= self.lr * (m / corr1) / (np.sqrt(v / corr2) + self.eps)


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    new_params = copy.deepcopy(params)
    new_state = copy.deepcopy(state)
    Adam(lr, beta1, beta2, eps).update(new_params, grads, new_state)
    return new_params, new_state
