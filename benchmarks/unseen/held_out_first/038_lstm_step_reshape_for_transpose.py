# slip: line 10: W.reshape(I, H) has the shape of the transpose but not its order of entries
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    I = x_t.shape[1]
    H = h_prev.shape[1]

    def layer(k, activation):
        w = params["W_" + k].reshape(I, H)     # (H, I) -> (I, H)
        u = params["U_" + k].T
        return activation(x_t @ w + h_prev @ u + params["b_" + k])

    def sig(s):
        return 1 / (1 + np.exp(-s))

    f, i, g, o = layer("f", sig), layer("i", sig), layer("g", np.tanh), layer("o", sig)
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t
