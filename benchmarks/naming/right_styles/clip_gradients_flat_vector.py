import numpy as np

def clip_gradients(grads, max_norm):
    long_vector = np.concatenate([np.ravel(grads[k]) for k in grads])
    n = np.linalg.norm(long_vector)
    clipped = {}
    for k in grads:
        if n <= max_norm:
            clipped[k] = np.array(grads[k])
        else:
            clipped[k] = grads[k] / n * max_norm
    return clipped
