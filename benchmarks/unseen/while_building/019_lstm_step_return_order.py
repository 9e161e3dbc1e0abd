# slip: line 16: wrong order: the hidden state comes first
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    def layer(name, act):
        return act(np.einsum("bi,hi->bh", x_t, params[f"W_{name}"])
                   + np.einsum("bj,hj->bh", h_prev, params[f"U_{name}"])
                   + params[f"b_{name}"])

    def sig(z):
        return np.exp(-np.logaddexp(0, -z))

    c_t = layer("f", sig) * c_prev + layer("i", sig) * layer("g", np.tanh)
    h_t = layer("o", sig) * np.tanh(c_t)
    return c_t, h_t
