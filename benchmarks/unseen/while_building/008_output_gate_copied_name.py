# slip: line 12: copied from the forget gate: b_f does not exist here, b_o is meant
import numpy as np


def _sig(z):
    return np.exp(-np.logaddexp(0, -z))


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    z = x_t @ W_o.T
    z += h_prev @ U_o.T
    z += b_f
    return _sig(z)
