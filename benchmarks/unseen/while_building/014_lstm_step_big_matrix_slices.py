# slip: line 17: the third block belongs to the candidate, because the weights were stacked f, i, g, o
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def lstm_step(x_t, h_prev, c_prev, params):
    n = h_prev.shape[1]
    W = np.vstack([params['W_f'], params['W_i'], params['W_g'], params['W_o']])
    U = np.vstack([params['U_f'], params['U_i'], params['U_g'], params['U_o']])
    b = np.concatenate([params['b_f'], params['b_i'], params['b_g'], params['b_o']])
    A = x_t.dot(W.T) + h_prev.dot(U.T) + b
    f = sigmoid(A[:, 0 * n:1 * n])
    i = sigmoid(A[:, 1 * n:2 * n])
    o = sigmoid(A[:, 2 * n:3 * n])
    g = np.tanh(A[:, 3 * n:4 * n])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c
