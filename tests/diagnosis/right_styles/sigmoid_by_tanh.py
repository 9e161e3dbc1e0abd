"""The sigmoid as a scaled tanh."""
import numpy as np


def sigmoid(z):
    return (np.tanh(z / 2) + 1) / 2


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(np.matmul(x_t, W_o.T) + np.matmul(h_prev, U_o.T) + b_o)
