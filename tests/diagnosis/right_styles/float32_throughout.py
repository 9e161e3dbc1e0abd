"""Everything in single precision."""
import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, np.float32(1), e) / (np.float32(1) + e)


def _sum(x_t, h_prev, W, U, b):
    x_t, h_prev, W, U, b = (a.astype(np.float32) for a in (x_t, h_prev, W, U, b))
    return x_t @ W.T + h_prev @ U.T + b


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(_sum(x_t, h_prev, W_f, U_f, b_f))


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(_sum(x_t, h_prev, W_i, U_i, b_i))


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(_sum(x_t, h_prev, W_g, U_g, b_g))


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(_sum(x_t, h_prev, W_o, U_o, b_o))


def cell_state(c_prev, f_t, i_t, g_t):
    return (f_t * c_prev + i_t * g_t).astype(np.float32)


def hidden_state(o_t, c_t):
    return (o_t * np.tanh(c_t)).astype(np.float32)


def rnn_step(x_t, h_prev, W, U, b):
    return np.tanh(_sum(x_t, h_prev, W, U, b))
