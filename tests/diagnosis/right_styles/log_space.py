"""Products as sums of logarithms, norms by linalg."""
import numpy as np


def carousel_gradient(fs):
    with np.errstate(divide="ignore"):
        return np.exp(np.sum(np.log(fs), axis=0))


def clip_gradients(grads, max_norm):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    return {k: g / max(1.0, norm / max_norm) for k, g in grads.items()}


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z)))
