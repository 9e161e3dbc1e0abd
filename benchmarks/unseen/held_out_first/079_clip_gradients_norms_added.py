# slip: line 8: adds up the norms of the arrays; the common norm is the root of the sum of their squares
import numpy as np


def clip_gradients(grads, max_norm):
    total = 0.0
    for name in grads:
        total += np.sqrt(np.sum(grads[name] ** 2))
    factor = 1.0
    if total > max_norm:
        factor = max_norm / total
    clipped = {}
    for name in grads:
        clipped[name] = factor * grads[name]
    return clipped
