# slip: line 11: the projected inputs are folded back as (B, T, H) and swapped, but the rows lie in the order (T, B)
import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    n_time, n_batch, n_in = X.shape
    n_hid = U.shape[0]
    # all input projections in one go, outside the loop
    flat = X.reshape(n_time * n_batch, n_in)
    proj = flat @ W.T + b
    proj = proj.reshape(n_batch, n_time, n_hid).swapaxes(0, 1)
    states = np.zeros((n_time, n_batch, n_hid))
    prev = h_0
    for t in range(n_time):
        prev = np.tanh(proj[t] + prev @ U.T)
        states[t] = prev
    return states
