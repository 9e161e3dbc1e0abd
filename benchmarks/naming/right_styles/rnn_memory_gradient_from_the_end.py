import numpy as np
from functools import reduce

def rnn_memory_gradient(hs, U):
    # one (B, H, H) matrix per step, product written as in the formula: T first
    factors = [(1 - h * h)[:, :, None] * U[None, :, :] for h in hs]
    return reduce(np.matmul, reversed(factors))
