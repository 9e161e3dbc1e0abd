# slip: line 12: the helper `linear` adds the bias, and it is called for the input and for the state, so b is counted twice
import numpy as np


def linear(inp, weight, bias=0.0):
    # like F.linear in torch
    return inp @ weight.T + bias


def rnn_step(x_t, h_prev, W, U, b):
    from_input = linear(x_t, W, b)
    from_state = linear(h_prev, U, b)
    return np.tanh(from_input + from_state)
