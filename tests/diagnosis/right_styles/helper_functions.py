"""Many small helpers, defined after they are used."""
import numpy as np


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(pre_activation(x_t, h_prev, W_f, U_f, b_f))


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(pre_activation(x_t, h_prev, W_i, U_i, b_i))


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(pre_activation(x_t, h_prev, W_g, U_g, b_g))


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(pre_activation(x_t, h_prev, W_o, U_o, b_o))


def pre_activation(x_t, h_prev, W, U, b):
    return from_input(x_t, W) + from_past(h_prev, U) + b


def from_input(x_t, W):
    return np.dot(x_t, np.transpose(W))


def from_past(h_prev, U):
    return np.inner(h_prev, U)


def sigmoid(z):
    return np.divide(1.0, np.add(1.0, np.exp(np.negative(z))))
