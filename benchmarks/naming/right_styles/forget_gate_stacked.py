import numpy as np


def sig(a):
    return np.exp(-np.logaddexp(0.0, -a))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    WU = np.hstack([W_f, U_f])                      # (H, I+H)
    xh = np.hstack([x_t, h_prev])                   # (B, I+H)
    return sig(np.dot(xh, WU.T) + b_f)
