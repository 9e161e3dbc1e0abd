"""A decorator round every function."""
import functools
import time

import numpy as np


def timed(function):
    calls = []

    @functools.wraps(function)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            calls.append(time.perf_counter() - start)
    return inner


@timed
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@timed
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)


@timed
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t * g_t


@timed
def rnn_step(x_t, h_prev, W, U, b):
    return np.tanh(x_t @ W.T + h_prev @ U.T + b)
