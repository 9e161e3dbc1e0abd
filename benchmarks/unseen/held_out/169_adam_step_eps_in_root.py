# slip: line 12: eps is added under the root instead of to it
import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    step = state["t"] + 1
    first = {k: beta1 * state["m"][k] + (1 - beta1) * grads[k] for k in params}
    second = {k: beta2 * state["v"][k] + (1 - beta2) * np.square(grads[k]) for k in params}

    def update(k):
        mh = first[k] / (1 - beta1 ** step)
        vh = second[k] / (1 - beta2 ** step)
        return params[k] - lr * mh / np.sqrt(vh + eps)

    new_state = dict(state)
    new_state["m"] = first
    new_state["v"] = second
    return {k: update(k) for k in params}, new_state
# slip: line 16: the new state keeps the old t
