# slip: line 8: the norm of this array alone: one norm over all arrays together is needed
import numpy as np


def clip_gradients(grads, max_norm):
    clipped = {}
    for name, g in grads.items():
        n = np.sqrt(np.sum(g ** 2))
        if n > max_norm:
            clipped[name] = g * max_norm / n
        else:
            clipped[name] = g.copy()
    return clipped
