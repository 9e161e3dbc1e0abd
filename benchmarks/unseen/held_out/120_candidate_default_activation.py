# slip: line 12: the activation is not passed on, so the default of the helper (sigmoid) is used instead of tanh
import numpy as np

def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))

def dense(x, h, W, U, b, activation=sigmoid):
    """One layer of the cell."""
    return activation(x @ W.T + h @ U.T + b)

def candidate(x_t, h_prev, W_g, U_g, b_g):
    return dense(x_t, h_prev, W_g, U_g, b_g)
