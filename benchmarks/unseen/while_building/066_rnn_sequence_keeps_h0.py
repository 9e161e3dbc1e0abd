# slip: line 10: the list starts with h_0 and h_0 is returned too: T + 1 states instead of T
import numpy as np


def rnn_step(x, h, W, U, b):
    return np.tanh(np.dot(x, W.T) + np.dot(h, U.T) + b)


def rnn_sequence(X, h_0, W, U, b):
    hs = [h_0]
    for t in range(X.shape[0]):
        hs.append(rnn_step(X[t], hs[-1], W, U, b))
    return np.array(hs)
