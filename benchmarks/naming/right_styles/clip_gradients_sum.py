import numpy as np


def clip_gradients(grads, max_norm):
    total = 0.0
    for g in grads.values():
        total += np.sum(g ** 2)
    norm = np.sqrt(total)
    if norm > max_norm:
        factor = max_norm / norm
    else:
        factor = 1.0
    return {name: g * factor for name, g in grads.items()}
