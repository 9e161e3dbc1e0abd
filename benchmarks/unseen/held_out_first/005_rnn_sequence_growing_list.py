# slip: line 10: writes to hs[t] of an empty list; a Python list does not grow by assignment
import numpy as np


def rnn_sequence(X, h_0, W, U, b):
    let_h = h_0
    hs = []
    for t in range(len(X)):
        let_h = np.tanh(X[t] @ W.T + let_h @ U.T + b)
        hs[t] = let_h
    return np.array(hs)
