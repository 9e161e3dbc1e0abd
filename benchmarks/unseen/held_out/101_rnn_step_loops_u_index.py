# slip: line 17: U is indexed [k, j] instead of [j, k], so the recurrent weights are used transposed
import numpy as np
import math


def rnn_step(x_t, h_prev, W, U, b):
    batchSize = len(x_t)
    nInputs = len(x_t[0])
    nHidden = len(b)
    result = np.zeros((batchSize, nHidden))
    for n in range(batchSize):
        for j in range(nHidden):
            total = b[j]
            for k in range(nInputs):
                total += W[j][k] * x_t[n][k]
            for k in range(nHidden):
                total += U[k][j] * h_prev[n][k]
            result[n][j] = math.tanh(total)
    return result
