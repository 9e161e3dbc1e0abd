# slip: line 7: the slopes scale the columns of U instead of the rows, which is U diag(...) and not diag(...) U
import numpy as np
from functools import reduce

def rnn_memory_gradient(hs, U):
    slope = 1.0 - np.square(hs)                  # T,B,H
    steps = slope[:, :, None, :] * U             # T,B,H,H
    # latest step leftmost
    return reduce(lambda acc, s: np.matmul(s, acc), steps[1:], steps[0])
