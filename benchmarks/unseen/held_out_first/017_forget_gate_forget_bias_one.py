# slip: line 4: adds an extra forget bias of 1.0 on top of b_f, as old TensorFlow cells do; the formula has b_f only
import numpy as np

FORGET_BIAS = 1.0


def _sigmoid(a):
    return np.exp(-np.logaddexp(0, -a))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    pre = np.matmul(x_t, W_f.T) + np.matmul(h_prev, U_f.T) + b_f
    return _sigmoid(pre + FORGET_BIAS)
