# slip: line 8: W and U are joined on top of one another (axis 0) although they have different numbers of columns; they belong side by side (axis 1)
import numpy as np


def rnn_step(x_t, h_prev, W, U, b):
    # one product is nicer than two: [x, h] times one big matrix
    xh = np.concatenate([x_t, h_prev], axis=1)
    WU = np.concatenate([W, U], axis=0)
    z = xh @ WU.T + b
    return np.tanh(z)
