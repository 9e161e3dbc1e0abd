import numpy as np


def global_norm(tree):
    return np.sqrt(sum(np.vdot(leaf, leaf) for leaf in tree.values()))


def clip_gradients(grads, max_norm):
    scale = max_norm / max(global_norm(grads), max_norm)
    return dict((k, np.multiply(v, scale)) for k, v in grads.items())
