# slip: line 8: entry by entry instead of only where the norm is too large
# slip: line 7: entry by entry instead of only where the norm is too large
import numpy as np

def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads.values()))
    factor = max_norm / norm
    return {k: np.minimum(g, g * factor) for k, g in grads.items()}
