# slip: line 5: dict(grads) copies only the dict, so the arrays of the caller are scaled in place
import numpy as np

def clip_gradients(grads, max_norm):
    clipped = dict(grads)
    flat = np.concatenate([g.ravel() for g in clipped.values()])
    n = np.linalg.norm(flat)
    if n > max_norm:
        factor = max_norm / n
        for k in clipped:
            clipped[k] *= factor
    return clipped
