"""[x, h] times [W, U]."""
import numpy as np


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def _joined(x_t, h_prev, W, U, b):
    return np.hstack([x_t, h_prev]) @ np.hstack([W, U]).T + b


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(_joined(x_t, h_prev, W_f, U_f, b_f))


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(_joined(x_t, h_prev, W_i, U_i, b_i))


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(_joined(x_t, h_prev, W_g, U_g, b_g))


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(_joined(x_t, h_prev, W_o, U_o, b_o))


def rnn_step(x_t, h_prev, W, U, b):
    return np.tanh(_joined(x_t, h_prev, W, U, b))
