import numpy as np

def rnn_sequence(X, h_0, W, U, b):
    T, B, _ = X.shape
    hs = np.empty((T, B, W.shape[0]))
    hs[:] = np.tensordot(X, W, axes=(2, 1)) + b
    for t in range(T):
        previous = hs[t - 1] if t > 0 else h_0
        hs[t] += previous @ U.T
        hs[t] = np.tanh(hs[t])
    return hs
