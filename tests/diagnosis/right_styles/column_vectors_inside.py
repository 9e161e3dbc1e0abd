"""Examples as columns inside, as in many textbooks, turned back at the end."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def _layer(x_t, h_prev, W, U, b):
    return W @ x_t.T + U @ h_prev.T + b.reshape(-1, 1)


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(_layer(x_t, h_prev, W_f, U_f, b_f)).T


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(_layer(x_t, h_prev, W_i, U_i, b_i)).T


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(_layer(x_t, h_prev, W_g, U_g, b_g)).T


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(_layer(x_t, h_prev, W_o, U_o, b_o)).T


def rnn_step(x_t, h_prev, W, U, b):
    return np.tanh(_layer(x_t, h_prev, W, U, b)).T


def lstm_step(x_t, h_prev, c_prev, params):
    z = {g: _layer(x_t, h_prev, params["W_" + g], params["U_" + g], params["b_" + g]) for g in "figo"}
    c = sigmoid(z["f"]) * c_prev.T + sigmoid(z["i"]) * np.tanh(z["g"])
    return (sigmoid(z["o"]) * np.tanh(c)).T, c.T
