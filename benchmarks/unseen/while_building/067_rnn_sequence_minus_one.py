# slip: line 10: at t = 0 this is hs[-1], the last row of zeros: h_0 is never used
import numpy as np

def rnn_sequence(X, h_0, W, U, b):
    T, B, I = X.shape
    H = U.shape[0]
    hs = np.zeros((T, B, H))
    for t in range(T):
        a = X[t] @ W.T
        a += hs[t - 1] @ U.T
        a += b
        hs[t] = np.tanh(a)
    return hs
