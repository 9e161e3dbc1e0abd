# slip: line 14: every step starts from h_0, the state of the step before is not used
import numpy as np


def rnn_step(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T + b)


def rnn_sequence(X, h_0, W, U, b):
    T, B, _ = X.shape
    H = h_0.shape[1]
    hs = np.zeros((T, B, H))
    for t in range(T):
        hs[t] = rnn_step(X[t], h_0, W, U, b)
    return hs
