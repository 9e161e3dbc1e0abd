# slip: line 10: counting from 1 as in MATLAB leaves out unit 0, which stays zero
import numpy as np
from numpy import zeros, size, tanh


def rnn_step(x_t, h_prev, W, U, b):
    m = size(x_t, 0)
    n = size(U, 0)
    h = zeros((m, n))
    for j in range(1, n):
        h[:, j] = tanh(x_t @ W[j, :] + h_prev @ U[j, :] + b[j])
    return h
