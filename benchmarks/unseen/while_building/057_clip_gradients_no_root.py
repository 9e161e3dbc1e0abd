# slip: line 10: the root of the sum of squares is missing: this is n squared and not n
import numpy as np


def clip_gradients(grads, max_norm):
    squares = 0.0
    for key in grads:
        for value in np.nditer(grads[key]):
            squares = squares + value * value
    factor = min(1.0, max_norm / (squares + 1e-12))
    clipped = dict()
    for key in grads:
        clipped[key] = factor * grads[key]
    return clipped
