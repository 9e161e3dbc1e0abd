# slip: line 8: h comes first here but W comes first in the weights, so each meets the wrong columns
import numpy as np

def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2

def output_gate(x_t, h_prev, W_o, U_o, b_o):
    concat = np.concatenate([h_prev, x_t], axis=1)
    weights = np.concatenate([W_o, U_o], axis=1)
    return sigmoid(np.einsum('bk,hk->bh', concat, weights) + b_o)
