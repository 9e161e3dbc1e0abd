# slip: line 8: the norm is taken of each array by itself and not of all together
import numpy as np

def clip_gradients(grads, max_norm):
    clipped = {}
    for name in grads:
        g = grads[name]
        norm = np.sqrt(np.sum(g ** 2))
        if norm > max_norm:
            clipped[name] = g * max_norm / norm
        else:
            clipped[name] = g.copy()
    return clipped
