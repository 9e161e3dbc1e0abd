# slip: line 7: np.linalg.norm(g, 2) of a matrix is its largest singular value, not the root of the sum of squares
import numpy as np


def clip_gradients(grads, max_norm):
    # L2 norm of each, then L2 norm of those
    norms = [np.linalg.norm(g, 2) for g in grads.values()]
    n = np.linalg.norm(norms)
    if n > max_norm:
        return {k: g * (max_norm / n) for k, g in grads.items()}
    return {k: g.copy() for k, g in grads.items()}
