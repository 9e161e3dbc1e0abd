"""Two mistakes at once: the wrong sign in the sigmoid's exponent, and a forget gate without its bias."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(z))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T)


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(x_t @ W_i.T + h_prev @ U_i.T + b_i)


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(x_t @ W_o.T + h_prev @ U_o.T + b_o)
