# slip: line 8: the state is not set back to h_0[n] for each example
import numpy as np

def rnn_sequence(X, h_0, W, U, b):
    T, B, _ = X.shape
    H = h_0.shape[1]
    out = np.zeros((T, B, H))
    h = h_0[0].copy()
    for n in range(B):
        for t in range(T):
            h = np.tanh(W @ X[t, n] + U @ h + b)
            out[t, n] = h
    return out
