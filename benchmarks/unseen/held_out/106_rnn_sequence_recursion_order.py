# slip: line 10: the recursion puts the present state after the later ones, so the states come back last first
import numpy as np

def rnn_sequence(X, h_0, W, U, b):

    def unroll(t, h):
        if t == len(X):
            return []
        h_new = np.tanh(np.matmul(X[t], W.T) + np.matmul(h, U.T) + b)
        return unroll(t + 1, h_new) + [h_new]

    return np.stack(unroll(0, h_0), axis=0)
