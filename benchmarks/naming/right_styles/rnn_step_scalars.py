from math import tanh
import numpy as np

def rnn_step(x_t, h_prev, W, U, b):
    B, I = x_t.shape
    H = len(b)
    h = np.zeros((B, H))
    for n in range(B):
        for j in range(H):
            s = 0.0
            for i in range(I):
                s += W[j, i] * x_t[n, i]
            for k in range(H):
                s += U[j, k] * h_prev[n, k]
            h[n, j] = tanh(s + b[j])
    return h
