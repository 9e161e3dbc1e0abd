# slip: line 16: the list holds the same buffer T times, so all entries show the last state
import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    """Allocate once, reuse: no garbage in the loop."""
    T, B, I = X.shape
    h = h_0.copy()
    z = np.empty_like(h)
    trace = []
    for x in X:
        np.matmul(h, U.T, out=z)
        z += x @ W.T
        z += b
        np.tanh(z, out=h)
        trace.append(h)
    return np.stack(trace)
