# slip: line 10: the bias is added again, it is already in the precomputed part
import numpy as np

def rnn_sequence(X, h_0, W, U, b):
    # the input part does not depend on the recurrence => all steps at once
    pre = np.einsum('tbi,hi->tbh', X, W) + b
    out = np.empty_like(pre)
    h = h_0
    for t, p in enumerate(pre):
        rec = b + p
        rec = rec + np.einsum('bk,kh->bh', h, U)
        h = np.tanh(rec)
        out[t] = h
    return out
# slip: line 11: U is not transposed
