# slip: line 11: v averages the square of the new m instead of the square of the gradient
# slip: line 13: eps stands under the root
import numpy as np


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    M, V, P = {}, {}, {}
    for k in params:
        M[k] = beta1 * state["m"][k] + (1 - beta1) * grads[k]
        V[k] = beta2 * state["v"][k] + (1 - beta2) * M[k] ** 2
        lr_t = lr / (1 - beta1 ** t)
        P[k] = params[k] - lr_t * M[k] / np.sqrt(V[k] / (1 - beta2 ** t) + eps)
    return P, {"m": M, "v": V, "t": t}
