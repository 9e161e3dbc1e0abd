"""Debug output, to both streams, and a warning."""
import sys
import warnings

import numpy as np


def cell_state(c_prev, f_t, i_t, g_t):
    print("shapes", c_prev.shape, f_t.shape)
    print("\x1b[31mred\x1b[0m", file=sys.stderr)
    return f_t * c_prev + i_t * g_t


def hidden_state(o_t, c_t):
    warnings.warn("just so", stacklevel=1)
    print(c_t)
    return o_t * np.tanh(c_t)


def sigmoid(z):
    print(z)
    return 1 / (1 + np.exp(-z))
