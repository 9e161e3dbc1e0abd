"""Functions that make functions."""
import numpy as np


def layer(activation):
    def apply(x_t, h_prev, W, U, b):
        return activation(x_t @ W.T + h_prev @ U.T + b)
    return apply


sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
forget_gate = input_gate = output_gate = layer(lambda z: sigmoid(z))
candidate = rnn_step = layer(np.tanh)


def lstm_step(x_t, h_prev, c_prev, params):
    def gate(name, activation=sigmoid):
        return activation(x_t @ params["W_" + name].T + h_prev @ params["U_" + name].T + params["b_" + name])
    c_t = gate("f") * c_prev + gate("i") * gate("g", np.tanh)
    return gate("o") * np.tanh(c_t), c_t
