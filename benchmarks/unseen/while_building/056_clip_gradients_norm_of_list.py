# slip: line 6: the arrays have different shapes and cannot become one array, they have to be flattened and joined first
import numpy as np

def clip_gradients(grads, max_norm):
    arrays = list(grads.values())
    n = np.linalg.norm(arrays)
    if n > max_norm:
        return {k: v * (max_norm / n) for k, v in grads.items()}
    return {k: v for k, v in grads.items()}
