# slip: line 9: from the second step on h is an array, and == None compares every entry: "h is None" is meant
import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    hs = []
    h = None
    for x_t in X:
        if h == None:
            h = h_0
        h = np.tanh(x_t @ W.T + h @ U.T + b)
        hs.append(h)
    return np.stack(hs)
