# slip: line 5: the norms of the arrays are added instead of their squares under one root
import numpy as np

def clip_gradients(grads, max_norm):
    total_norm = sum(np.linalg.norm(g) for g in grads.values())
    return {k: g * (max_norm / total_norm) for k, g in grads.items()}
# slip: line 6: scales without asking whether the norm is above max_norm
