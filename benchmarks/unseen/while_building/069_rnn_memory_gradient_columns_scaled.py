# slip: line 7: this scales the columns of U (U times diag): diag times U scales the rows, s[:, :, None]
import numpy as np
from functools import reduce

def rnn_memory_gradient(hs, U):
    slope = 1 - np.square(hs)
    factors = [U[None] * s[:, None, :] for s in slope]
    return reduce(lambda J, M: np.einsum('bik,bkj->bij', M, J), factors)
