import numpy as np
from numpy import *


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    m = size(x_t, 0)
    n = size(W_o, 0)
    Z = zeros((m, n))
    for j in range(0, n):
        Z[:, j] = x_t @ W_o[j, :] + h_prev @ U_o[j, :] + b_o[j]
    O = zeros((m, n))
    neg = Z < 0
    O[~neg] = 1. / (1. + exp(-Z[~neg]))
    O[neg] = exp(Z[neg]) / (1. + exp(Z[neg]))
    return O
