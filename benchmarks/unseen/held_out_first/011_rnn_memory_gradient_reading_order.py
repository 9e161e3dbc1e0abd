# slip: line 10: the slopes multiply the columns of U, not its rows
# slip: line 14: the new matrix is multiplied from the right, so the product runs from step 1 to step T
import numpy as np


def rnn_memory_gradient(hs, U):
    slopes = 1 - np.square(hs)
    total = None
    for s in slopes:
        M = U[None, :, :] * s[:, None, :]
        if total is None:
            total = M
        else:
            total = total @ M
    return total
