# slip: line 8: the input's part goes through U as well, because the bracket takes in x W^T + h instead of h alone
import numpy as np


def rnn_step(x_t, h_prev, W, U, b):
    xin = np.dot(x_t, np.transpose(W))
    # then the recurrent weights act on the state
    rec = np.dot(xin + h_prev, np.transpose(U))
    pre = rec + b
    h_t = np.tanh(pre)
    return h_t
