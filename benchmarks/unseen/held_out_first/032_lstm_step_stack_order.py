# slip: line 6: the weights are stacked in the order i, f, g, o and the result is split as f, i, g, o
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    names = "ifgo"          # same order as torch.nn.LSTM
    W = np.concatenate([params["W_" + k] for k in names])
    U = np.concatenate([params["U_" + k] for k in names])
    b = np.concatenate([params["b_" + k] for k in names])
    gates = x_t @ W.T + h_prev @ U.T + b
    f, i, g, o = np.split(gates, 4, axis=1)
    sig = lambda a: 1 / (1 + np.exp(-a))
    c_t = sig(f) * c_prev + sig(i) * np.tanh(g)
    h_t = sig(o) * np.tanh(c_t)
    return h_t, c_t
