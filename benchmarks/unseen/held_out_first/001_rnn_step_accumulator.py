# slip: line 11: the running sum is set to zero once per example, not once per unit, so each unit also contains the sums of the units before it
import numpy as np


# Java background: plain loops first, speed later
def rnn_step(x_t, h_prev, W, U, b):
    batch = len(x_t)
    hidden = len(b)
    out = np.zeros((batch, hidden))
    for n in range(batch):
        acc = 0.0
        for j in range(hidden):
            for k in range(W.shape[1]):
                acc += W[j][k] * x_t[n][k]
            for k in range(hidden):
                acc += U[j][k] * h_prev[n][k]
            acc += b[j]
            out[n][j] = np.tanh(acc)
    return out
